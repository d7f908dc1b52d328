import { describe, expect, it } from 'vitest';
import type { KeyValueStore } from './answerQueue.ts';
import { cleanName, loadDraft, loadName, saveDraft, saveName } from './drafts.ts';

function memoryStore(): KeyValueStore {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

describe('drafts', () => {
  it('remembers what was said of the task it was made for, and of no other', () => {
    const store = memoryStore();
    const draft = { outcome: 'answered', value: { chosen: 'c2' }, focus: 'c2' } as const;
    saveDraft(store, 'draft', 'task-1', draft);
    expect(loadDraft(store, 'draft', 'task-1')).toEqual(draft);
    expect(loadDraft(store, 'draft', 'task-2')).toBeUndefined();
  });

  it('reads damaged drafts as none', () => {
    const store = memoryStore();
    store.setItem('draft', '{"taskId":"task-1","outcome":"left","value":{}}');
    expect(loadDraft(store, 'draft', 'task-1')).toBeUndefined();
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
