import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import { expect, test } from 'vitest';
import { mainFigure } from './mainFigure.ts';

const figure = (...results: Parameters<typeof mainFigure>[0]) => mainFigure(results, catalogue);

test('a run is summed up by what evaluates, wherever it stands', () => {
  const evaluate = { kind: 'evaluate', results: { winRate: 0.7, rewardGain: 1.5 } };
  const found = figure(evaluate, { kind: 'export', results: { parameters: 3 } });
  expect([0.7, 1.5]).toContain(found?.value);
});

test('a mere count does not sum up a run where something else tells better from worse', () => {
  const reward = { kind: 'reward-model', results: { accuracy: 0.9 } };
  expect(figure(reward, { kind: 'export', results: { parameters: 3 } })?.value).toBe(0.9);
  expect(figure({ kind: 'export', results: { parameters: 3 } })?.value).toBe(3);
});

test('what data says of itself is no figure of a run', () => {
  expect(figure({ kind: 'data-source', results: { prompts: 40, badLines: 0 } })).toBeUndefined();
});

test('without results, or with unknown ones, there is no figure', () => {
  expect(figure()).toBeUndefined();
  expect(figure({ kind: 'nothing-like-it', results: { a: 1 } })).toBeUndefined();
});
