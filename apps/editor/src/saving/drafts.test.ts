import { beforeEach, expect, test, vi } from 'vitest';
import { adoptDraft, dropDraft, keepDraft } from './drafts.ts';

/** As a browser's storage, in memory. */
function memory() {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (index: number) => [...values.keys()][index] ?? null,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

const draft = (name: string) => ({ revision: 3, changes: { fields: { name }, gone: [], lists: {} } });
const nobody = () => false;

let clock = 0;
beforeEach(() => {
  vi.spyOn(Date, 'now').mockImplementation(() => ++clock);
  return () => void vi.restoreAllMocks();
});

test('a tab that is loaded again finds its edits', () => {
  const store = memory();
  keepDraft(store, 'g', 'one', draft('Mine'));
  expect(adoptDraft(store, 'g', 'one', (tab) => tab === 'one')).toEqual(draft('Mine'));
  dropDraft(store, 'g', 'one');
  expect(adoptDraft(store, 'g', 'one', nobody)).toBeUndefined();
});

test('edits of a tab that is still open are left alone; those of a closed one go to the next tab', () => {
  const store = memory();
  keepDraft(store, 'g', 'open', draft('Open'));
  expect(adoptDraft(store, 'g', 'new', (tab) => tab === 'open')).toBeUndefined();
  expect(adoptDraft(store, 'g', 'new', nobody)).toEqual(draft('Open'));
  expect(adoptDraft(store, 'g', 'other', (tab) => tab === 'new')).toBeUndefined();
});

test('of several tabs that are gone the newest counts first, and the others stay for later', () => {
  const store = memory();
  keepDraft(store, 'g', 'first', draft('First'));
  keepDraft(store, 'g', 'second', draft('Second'));
  keepDraft(store, 'other', 'third', draft('Another pipeline'));
  expect(adoptDraft(store, 'g', 'new', nobody)?.changes.fields.name).toBe('Second');
  dropDraft(store, 'g', 'new');
  expect(adoptDraft(store, 'g', 'new', nobody)?.changes.fields.name).toBe('First');
});

test('a full storage and broken contents are as if nothing was kept', () => {
  const store = memory();
  store.setItem('heed.draft.g.gone', '{"changes": 3');
  expect(adoptDraft(store, 'g', 'new', nobody)).toBeUndefined();
  const full = {
    ...memory(),
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
  };
  keepDraft(full, 'g', 'one', draft('Mine'));
  expect(adoptDraft(full, 'g', 'one', nobody)).toBeUndefined();
});
