import type { StopRule } from '@heed/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StopRules, stopStateSchema } from './stop-rules.ts';

const above: StopRule = { metric: 'kl', test: 'above', value: 5, for: 2, action: 'pause' };

function feed(rules: StopRules, values: readonly number[]) {
  return values.flatMap((value, index) => rules.take(index + 1, { kl: value }));
}

test('a rule fires at the point that completes the row, and a value below the bound begins it anew', () => {
  expect(feed(new StopRules([above]), [6, 4, 6, 7, 8])).toEqual([{ rule: 0, step: 4, value: 7 }]);
});

test('points of other curves neither count nor break a row', () => {
  const rules = new StopRules([above]);
  rules.take(1, { kl: 6 });
  rules.take(1, { loss: 1 });
  expect(rules.take(2, { kl: 6 })).toHaveLength(1);
});

test('only a rule to finish ends the work', () => {
  const paused = new StopRules([above]);
  feed(paused, [6, 6]);
  const finished = new StopRules([{ ...above, action: 'finish' }]);
  feed(finished, [6, 6]);
  expect([paused.finishing, finished.finishing]).toEqual([false, true]);
});

test('rules that were changed since the checkpoint begin anew', () => {
  const before = new StopRules([above]);
  feed(before, [6, 6]);
  const after = new StopRules([{ ...above, value: 4 }]);
  expect(after.goOnFrom(before.state)).toEqual([]);
  expect(feed(after, [5, 5])).toHaveLength(1);
});

const rule = fc.record({
  metric: fc.constant('kl'),
  test: fc.constantFrom<StopRule['test']>('above', 'below', 'not-finite'),
  value: fc.integer({ min: -3, max: 3 }),
  for: fc.integer({ min: 1, max: 4 }),
  action: fc.constantFrom<StopRule['action']>('pause', 'finish'),
});
const values = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(Number.NaN)), {
  maxLength: 60,
});

test('whatever the values, each rule fires at most once, and never before its row is long enough', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 4 }), values, (rules, points) => {
      const fired = feed(new StopRules(rules), points);
      expect(new Set(fired.map((one) => one.rule)).size).toBe(fired.length);
      for (const one of fired) expect(one.step).toBeGreaterThanOrEqual(rules[one.rule]?.for ?? 1);
    }),
  );
});

test('going on from a checkpoint at any point fires the same rules at the same steps', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 4 }), values, fc.nat(60), (rules, points, cut) => {
      const whole = feed(new StopRules(rules), points);
      const again = new StopRules(rules);
      feed(again, points.slice(0, cut));
      const resumed = new StopRules(rules);
      const before = resumed.goOnFrom(stopStateSchema.parse(JSON.parse(JSON.stringify(again.state))));
      const after = points.slice(cut).flatMap((value, index) => resumed.take(cut + index + 1, { kl: value }));
      expect([...before, ...after]).toEqual(whole);
      expect(resumed.finishing).toBe(whole.some((one) => rules[one.rule]?.action === 'finish'));
    }),
  );
});
