import { expect, it } from 'vitest';
import { readPlace, withPlace } from './place.ts';

it('stands in the address beside what else is there', () => {
  const place = { run: '2561199a', node: 'ppo-2', step: 12 };
  const search = withPlace(new URLSearchParams('node=ppo-2'), place);
  expect(search.toString()).toBe('node=ppo-2&rollouts=2561199a.ppo-2.12');
  expect(readPlace(search)).toEqual(place);
  expect(withPlace(search, undefined).toString()).toBe('node=ppo-2');
});

it.each(['', 'a.b', 'a.b.', 'a.b.x', 'a.b.-1', 'a.b.1.5', '.b.1'])('ignores %j', (value) => {
  expect(readPlace(new URLSearchParams({ rollouts: value }))).toBeUndefined();
});
