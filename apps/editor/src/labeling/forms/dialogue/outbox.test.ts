import { describe, expect, it } from 'vitest';
import type { KeyValueStore } from '../../answerQueue.ts';
import { type Deed, loadDeed, saveDeed } from './outbox.ts';

function memoryStore(): KeyValueStore {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

describe('what waits to be sent in a conversation', () => {
  const deed: Deed = { kind: 'say', taskId: 't', turn: 2, idempotencyKey: '12345678', text: '你好' };

  it('outlives a reload, and is gone once it was sent', () => {
    const store = memoryStore();
    saveDeed(store, 'key', deed);
    expect(loadDeed(store, 'key', 't')).toEqual(deed);
    saveDeed(store, 'key', undefined);
    expect(loadDeed(store, 'key', 't')).toBeUndefined();
  });

  it('reads as nothing in another conversation, and where it is damaged', () => {
    const store = memoryStore();
    saveDeed(store, 'key', deed);
    expect(loadDeed(store, 'key', 'other')).toBeUndefined();
    store.setItem('key', '{"kind":"say"}');
    expect(loadDeed(store, 'key', 't')).toBeUndefined();
  });
});
