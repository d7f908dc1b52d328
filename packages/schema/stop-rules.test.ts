import { expect, test } from 'vitest';
import type { StopRule } from './graph.ts';
import { firedText, meetsRule, ruleText } from './stop-rules.ts';
import { text } from './text.ts';

const above: StopRule = { metric: 'kl', test: 'above', value: 5, for: 3, action: 'pause' };
const title = text('KL', 'KL 散度');

test('a rule is met by values beyond its bound, and by nothing that is not a number', () => {
  expect([5, 5.1, Number.NaN, Number.POSITIVE_INFINITY].map((value) => meetsRule(above, value))).toEqual([
    false,
    true,
    false,
    true,
  ]);
  const below: StopRule = { metric: 'kl', test: 'below', value: 0, action: 'finish' };
  expect([-1, 0].map((value) => meetsRule(below, value))).toEqual([true, false]);
  const broken: StopRule = { metric: 'kl', test: 'not-finite', action: 'pause' };
  expect([1, Number.NaN].map((value) => meetsRule(broken, value))).toEqual([false, true]);
});

test('a rule reads as a sentence in both languages', () => {
  expect(ruleText(above, title)).toEqual(
    text('KL above 5 for 3 points in a row', 'KL 散度 高于 5，连续 3 个点'),
  );
  expect(firedText('ppo', { ...above, action: 'finish' }, title, 12).en).toBe(
    'A stop rule ended node "ppo" after step 12 (KL above 5 for 3 points in a row); its result is taken as it is.',
  );
});
