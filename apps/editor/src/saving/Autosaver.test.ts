import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Autosaver, type Sent } from './Autosaver.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A pipeline that is edited, and a runner that answers as told. */
function setUp(answers: Sent[] = []) {
  const work = { edits: 0, saved: 0 };
  const states: string[] = [];
  const send = vi.fn(async (): Promise<Sent> => {
    const { edits } = work;
    await new Promise((resolve) => setTimeout(resolve, 100));
    const answer = answers.shift() ?? { result: 'saved' };
    if (answer.result === 'saved') work.saved = edits;
    return answer;
  });
  const saver = new Autosaver({
    isDirty: () => work.edits !== work.saved,
    send,
    changed: ({ at }) => states.push(at),
  });
  const edit = () => {
    work.edits++;
    saver.touch();
  };
  return { work, states, send, saver, edit };
}

test('saves once after a rest, and says so on the way', async () => {
  const { edit, send, states, saver } = setUp();
  edit();
  await vi.advanceTimersByTimeAsync(500);
  edit();
  await vi.advanceTimersByTimeAsync(1100);
  expect(send).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(300);
  expect(send).toHaveBeenCalledTimes(1);
  expect(states).toEqual(['waiting', 'saving', 'saved']);
  expect(saver.status).toMatchObject({ at: 'saved', time: expect.any(Number) });
});

test('saves on the way where edits never rest', async () => {
  const { edit, send } = setUp();
  for (let count = 0; count < 20; count++) {
    edit();
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(send).toHaveBeenCalledTimes(1);
});

test('edits made while it saves are saved next, in a request of their own', async () => {
  const { edit, send, saver, work } = setUp();
  edit();
  const saved = saver.flush();
  edit();
  await vi.advanceTimersByTimeAsync(200);
  expect(await saved).toBe(true);
  expect([send.mock.calls.length, work.saved]).toEqual([2, 2]);
});

test('what was taken back needs no saving', async () => {
  const { edit, send, saver, work } = setUp();
  edit();
  work.edits = 0;
  saver.touch();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([send.mock.calls.length, saver.status.at]).toEqual([0, 'saved']);
});

test('tries again until the runner is there, also without further edits', async () => {
  const away: Sent = { result: 'unreachable' };
  const { edit, send, saver } = setUp([away, away]);
  edit();
  const saved = saver.flush();
  await vi.advanceTimersByTimeAsync(100);
  expect([await saved, saver.status.at]).toEqual([false, 'unreachable']);
  await vi.advanceTimersByTimeAsync(1000 + 100 + 2000 + 100);
  expect([send.mock.calls.length, saver.status.at]).toEqual([3, 'saved']);
});

test('stops at a conflict until a person has chosen', async () => {
  const { edit, send, saver } = setUp([{ result: 'conflict' }]);
  edit();
  await vi.advanceTimersByTimeAsync(2000);
  edit();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([send.mock.calls.length, saver.status.at, await saver.flush()]).toEqual([1, 'conflict', false]);
  const resolved = saver.resolved();
  await vi.advanceTimersByTimeAsync(200);
  expect([await resolved, saver.status.at]).toEqual([true, 'saved']);
});

test('a refusal stands until the next edit', async () => {
  const { edit, send, saver } = setUp([{ result: 'refused', error: new Error('no') }]);
  edit();
  const saved = saver.flush();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([await saved, send.mock.calls.length, saver.status.at]).toEqual([false, 1, 'refused']);
  edit();
  await vi.advanceTimersByTimeAsync(2000);
  expect(saver.status.at).toBe('saved');
});
