import { describe, expect, it } from 'vitest';
import type { KeyValueStore } from './answerQueue.ts';
import type { Batch } from './view.ts';
import { loadWork, saveWork, tasksToDo } from './work.ts';

const task = (taskId: string) => ({ taskId, prompt: 'Why?', candidates: [{ slot: 'c1', text: 'So.' }] });
const work: Batch = {
  ...{
    done: 3,
    total: 9,
    isWaiting: true,
    mine: 2,
    name: 'Ada',
    form: 'rating',
    formVersion: 1,
    settings: { ratingScale: '1-5' },
  },
  ...{ question: { en: 'How good?', zh: '多好？' }, guidelines: '', guidelineVersion: '' },
  tasks: [task('a'), task('b')],
};

function memoryStore(): KeyValueStore {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

describe('work in hand', () => {
  it('outlives a reload, and is not kept where it is huge or damaged', () => {
    const store = memoryStore();
    expect(loadWork(store, 'work')).toBeUndefined();
    saveWork(store, 'work', work);
    expect(loadWork(store, 'work')).toEqual(work);
    saveWork(store, 'work', { ...work, guidelines: 'x'.repeat(400_000) });
    expect(loadWork(store, 'work')).toBeUndefined();
    store.setItem('work', '{"tasks":[1]}');
    expect(loadWork(store, 'work')).toBeUndefined();
  });

  it('leaves out what was answered, and puts what was gone back to first', () => {
    const ids = (...args: Parameters<typeof tasksToDo>) => tasksToDo(...args).map(({ taskId }) => taskId);
    expect(ids(work.tasks, undefined, new Set())).toEqual(['a', 'b']);
    expect(ids(work.tasks, undefined, new Set(['a']))).toEqual(['b']);
    expect(ids(work.tasks, task('b'), new Set())).toEqual(['b', 'a']);
    expect(ids(work.tasks, task('z'), new Set(['z', 'a']))).toEqual(['b']);
  });
});
