import type { Answer } from '@heed/schema';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type KeyValueStore, loadQueue, type Sent } from './answerQueue.ts';
import { AnswerSender } from './answerSender.ts';

const KEY = 'answers';

function memoryStore(): KeyValueStore {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

const answer = (taskId: string, outcome: Answer['outcome'] = 'answered'): Answer => ({
  taskId,
  outcome,
  value: {},
  timeMs: 1200,
  idempotencyKey: `key-of-${taskId}-${outcome}`,
});

/** A runner that stores by idempotency key, as the real one does, and can be cut off. */
function fakeRunner() {
  const runner = {
    online: true,
    refuses: '',
    stored: new Map<string, Answer>(),
    received: 0,
    send: async (one: Answer): Promise<Sent> => {
      if (!runner.online) return { result: 'later' };
      runner.received++;
      if (one.taskId === runner.refuses) return { result: 'refused', reason: 'This batch is finished.' };
      runner.stored.set(one.idempotencyKey, one);
      return { result: 'stored' };
    },
  };
  return runner;
}

const senderOf = (
  store: KeyValueStore,
  runner: ReturnType<typeof fakeRunner>,
  heard: (isCutOff: boolean) => void = () => {},
) =>
  new AnswerSender({
    store,
    key: KEY,
    send: runner.send,
    changed: (_, isCutOff) => heard(isCutOff),
  });

describe('AnswerSender', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('writes nothing over the answers of the tab that goes on, even with one on its way', async () => {
    const [store, runner] = [memoryStore(), fakeRunner()];
    let arrive: (sent: Sent) => void = () => {};
    const slow = (): Promise<Sent> => new Promise((resolve) => (arrive = resolve));
    const left = new AnswerSender({ store, key: KEY, send: slow, changed: () => {} });
    const adding = left.add(answer('a'));
    left.stop();
    runner.online = false;
    const here = senderOf(store, runner);
    here.begin();
    await here.add(answer('b'));
    arrive({ result: 'stored' });
    await adding;
    expect(loadQueue(store, KEY).waiting.map(({ taskId }) => taskId)).toEqual(['a', 'b']);
    runner.online = true;
    await vi.advanceTimersByTimeAsync(30_000);
    expect([...runner.stored.values()].map(({ taskId }) => taskId)).toEqual(['a', 'b']);
    expect(loadQueue(store, KEY).waiting).toEqual([]);
  });

  it('sends an answer once and leaves nothing behind', async () => {
    const [store, runner] = [memoryStore(), fakeRunner()];
    const sender = senderOf(store, runner);
    await Promise.all([sender.add(answer('a')), sender.flush(), sender.flush()]);
    expect(runner.received).toBe(1);
    expect(store.getItem(KEY)).toBeNull();
  });

  it('keeps answers while offline, through a reload, and sends them in order when the runner is back', async () => {
    const [store, runner] = [memoryStore(), fakeRunner()];
    runner.online = false;
    const before = senderOf(store, runner);
    await before.add(answer('a'));
    await before.add(answer('b'));
    before.stop();
    expect(loadQueue(store, KEY).waiting.map(({ taskId }) => taskId)).toEqual(['a', 'b']);
    runner.online = true;
    await senderOf(store, runner).flush();
    expect([...runner.stored.values()].map(({ taskId }) => taskId)).toEqual(['a', 'b']);
    expect(store.getItem(KEY)).toBeNull();
  });

  it('tries again by itself and tells the page when it is offline and when it is back', async () => {
    const [store, runner] = [memoryStore(), fakeRunner()];
    const states: boolean[] = [];
    const sender = senderOf(store, runner, (isCutOff) => states.push(isCutOff));
    runner.online = false;
    await sender.add(answer('a'));
    expect(states.at(-1)).toBe(true);
    runner.online = true;
    await vi.advanceTimersByTimeAsync(1000);
    expect(runner.stored.size).toBe(1);
    expect(states.at(-1)).toBe(false);
  });

  it('sets a refused answer aside with its reason and goes on with the next', async () => {
    const [store, runner] = [memoryStore(), fakeRunner()];
    runner.refuses = 'a';
    const sender = senderOf(store, runner);
    await sender.add(answer('a'));
    await sender.add(answer('b'));
    expect(runner.stored.size).toBe(1);
    expect(loadQueue(store, KEY).refused).toEqual([
      { answer: answer('a'), reason: 'This batch is finished.' },
    ]);
    sender.dismissRefused();
    expect(store.getItem(KEY)).toBeNull();
  });

  it('takes back only what never left, and replaces an unsent answer to the same task', async () => {
    const [store, runner] = [memoryStore(), fakeRunner()];
    const sender = senderOf(store, runner);
    await sender.add(answer('a'));
    expect(await sender.takeBack()).toBeUndefined();
    runner.online = false;
    await sender.add(answer('b'));
    await sender.add(answer('b', 'tie'));
    expect((await sender.takeBack())?.outcome).toBe('tie');
    expect(sender.queue.waiting).toEqual([]);
    sender.stop();
  });

  it('reads a damaged store as empty', () => {
    const store = memoryStore();
    store.setItem(KEY, '{"waiting": [{}]}');
    expect(loadQueue(store, KEY)).toEqual({ waiting: [], refused: [] });
  });
});
