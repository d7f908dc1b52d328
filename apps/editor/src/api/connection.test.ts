import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection } from './connection.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function connectionTo(runner: { answers: boolean }) {
  const probe = vi.fn(async () => runner.answers);
  const onReturn = vi.fn();
  return { probe, onReturn, connection: new Connection({ probe, onReturn }) };
}

test('asks again at longer and longer times until the runner answers, then says so once', async () => {
  const runner = { answers: false };
  const { connection, probe, onReturn } = connectionTo(runner);
  const heard = vi.fn();
  connection.subscribe(heard);
  connection.report(false);
  connection.report(false);
  expect([connection.isUp, heard.mock.calls.length]).toEqual([false, 1]);
  await vi.advanceTimersByTimeAsync(1000 + 2000 + 3000);
  expect(probe).toHaveBeenCalledTimes(3);
  runner.answers = true;
  await vi.advanceTimersByTimeAsync(5000);
  expect([connection.isUp, onReturn.mock.calls.length, heard.mock.calls.length]).toEqual([true, 1, 2]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(probe).toHaveBeenCalledTimes(4);
});

test('asks when a stream broke off, and tells only where the runner is gone', async () => {
  const runner = { answers: true };
  const { connection, probe } = connectionTo(runner);
  await connection.doubt();
  expect([connection.isUp, probe.mock.calls.length]).toEqual([true, 1]);
  runner.answers = false;
  await connection.doubt();
  expect(connection.isUp).toBe(false);
  await connection.doubt();
  expect(probe).toHaveBeenCalledTimes(2);
});

test('asks at once when told to, and not at all while the runner is there', async () => {
  const runner = { answers: true };
  const { connection, probe } = connectionTo(runner);
  await connection.askNow();
  expect(probe).not.toHaveBeenCalled();
  connection.report(false);
  await connection.askNow();
  expect([probe.mock.calls.length, connection.isUp]).toEqual([1, true]);
});

test('an answer to any request ends the asking', async () => {
  const { connection, probe, onReturn } = connectionTo({ answers: false });
  connection.report(false);
  connection.report(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([probe.mock.calls.length, onReturn.mock.calls.length]).toEqual([0, 1]);
});
