import { runStates } from '@heed/schema';
import { expect, test } from 'vitest';
import { countOf, groupNames, groupOf, runGroups } from './groups.ts';

test('every state of a run belongs to just one group', () => {
  const grouped = groupNames.flatMap((name) => runGroups[name] ?? []);
  expect(grouped.toSorted()).toEqual([...runStates].toSorted());
});

test('counts of a group are those of its states, and of all', () => {
  const counts = { queued: 2, interrupted: 1, running: 4, failed: 3 };
  expect([countOf('waiting', counts), countOf('failed', counts), countOf('all', counts)]).toEqual([3, 3, 10]);
});

test('an unknown word in the address shows all', () => {
  expect([groupOf('people'), groupOf('nonsense'), groupOf(null)]).toEqual(['people', 'all', 'all']);
});
