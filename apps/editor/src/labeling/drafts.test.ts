import { describe, expect, it } from 'vitest';
import type { KeyValueStore } from './answerQueue.ts';
import { cleanName, dropDraft, loadDraft, loadName, MAX_DRAFTS, saveDraft, saveName } from './drafts.ts';

function memoryStore(): KeyValueStore {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

describe('drafts', () => {
  it('remembers what was said of each task, the last of it, and of no other', () => {
    const store = memoryStore();
    const first = { outcome: 'answered', value: { chosen: 'c2' }, focus: 'c2' } as const;
    saveDraft(store, 'draft', 'task-1', { value: {} });
    saveDraft(store, 'draft', 'task-2', { outcome: 'tie', value: {} });
    saveDraft(store, 'draft', 'task-1', first);
    expect(loadDraft(store, 'draft', 'task-1')).toEqual(first);
    expect(loadDraft(store, 'draft', 'task-2')).toEqual({ outcome: 'tie', value: {} });
    expect(loadDraft(store, 'draft', 'task-3')).toBeUndefined();
    expect(loadDraft(store, 'another draft', 'task-1')).toBeUndefined();
  });

  it('forgets a task that was answered, and leaves nothing behind after the last', () => {
    const store = memoryStore();
    for (const task of ['task-1', 'task-2']) saveDraft(store, 'draft', task, { outcome: 'tie', value: {} });
    dropDraft(store, 'draft', 'task-1');
    expect(loadDraft(store, 'draft', 'task-1')).toBeUndefined();
    expect(loadDraft(store, 'draft', 'task-2')).toEqual({ outcome: 'tie', value: {} });
    dropDraft(store, 'draft', 'task-2');
    expect(store.getItem('draft')).toBeNull();
  });

  it('makes room for new drafts by those that were untouched the longest', () => {
    const store = memoryStore();
    const tasks = Array.from({ length: MAX_DRAFTS }, (_, index) => `task-${index}`);
    for (const task of [...tasks, 'task-0', 'one more'])
      saveDraft(store, 'draft', task, { outcome: 'tie', value: {} });
    const kept = [...tasks, 'one more'].filter((task) => loadDraft(store, 'draft', task));
    expect(kept).toEqual([...tasks.filter((task) => task !== 'task-1'), 'one more']);
  });

  it('keeps the newest draft alone where the browser has no room for all', () => {
    const store = memoryStore();
    const { setItem } = store;
    store.setItem = (key, value) => {
      if (value.length > 100) throw new Error('QuotaExceededError');
      setItem(key, value);
    };
    saveDraft(store, 'draft', 'task-1', { value: { text: 'x'.repeat(40) } });
    saveDraft(store, 'draft', 'task-2', { value: { text: 'y'.repeat(40) } });
    expect(loadDraft(store, 'draft', 'task-1')).toBeUndefined();
    expect(loadDraft(store, 'draft', 'task-2')).toEqual({ value: { text: 'y'.repeat(40) } });
  });

  it('reads damaged drafts as none, beside whole ones', () => {
    const store = memoryStore();
    const whole = { taskId: 'task-2', outcome: 'tie', value: {} };
    store.setItem('draft', JSON.stringify([{ taskId: 'task-1', outcome: 'left', value: {} }, whole]));
    expect(loadDraft(store, 'draft', 'task-1')).toBeUndefined();
    expect(loadDraft(store, 'draft', 'task-2')).toEqual({ outcome: 'tie', value: {} });
    store.setItem('draft', '{"taskId":');
    expect(loadDraft(store, 'draft', 'task-2')).toBeUndefined();
  });

  it('keeps a name of this browser and refuses empty and overlong ones', () => {
    const store = memoryStore();
    expect(loadName(store)).toBeUndefined();
    saveName(store, '小雨');
    expect(loadName(store)).toBe('小雨');
    expect(cleanName('  Ada ')).toBe('Ada');
    expect([cleanName('  '), cleanName('x'.repeat(101))]).toEqual([undefined, undefined]);
  });
});
