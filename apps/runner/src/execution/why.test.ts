import { expect, test } from 'vitest';
import { unchangedReason } from './why.ts';

test('a node runs again because its last run failed, is still under way, or left nothing behind', () => {
  const said = (state: string) => unchangedReason(state).message.en;
  expect(said('failed')).toBe('its last run did not succeed (failed)');
  expect(said('starting')).toBe('its last run is not done yet (starting)');
  expect(unchangedReason('succeeded').cause).toEqual({ type: 'gone' });
});
