import { expect, test } from 'vitest';
import { kinds } from '../../canvas/store/testKinds.ts';
import { liveCurves, type NodeRunState, shownResults, thinned } from './runState.ts';

const words = { title: { en: 'x', zh: 'x' }, help: { en: 'x', zh: 'x' } };
const spec = {
  ...kinds.tune,
  metrics: { steps: words, loss: { ...words, live: true }, kl: { ...words, live: true } },
};

function run(more: Partial<NodeRunState>): NodeRunState {
  const state = {
    node: 'tune',
    kind: 'tune',
    state: 'running',
    attempt: 1,
    fraction: 0,
    outputs: {},
  } as const;
  return { ...state, results: {}, curves: {}, ...more };
}

test('a node draws its live metrics once they have a line', () => {
  const curves = {
    loss: { steps: [1, 2], values: [3, 2] },
    kl: { steps: [1], values: [0] },
    steps: { steps: [1, 2], values: [1, 2] },
  };
  expect(liveCurves(spec, run({ curves })).map(({ name }) => name)).toEqual(['loss']);
});

test('results stand with the live metrics first and without those that the kind does not explain', () => {
  const results = { steps: 10, loss: 0.5, other: 1 };
  expect(shownResults(spec, run({ results })).map(({ name }) => name)).toEqual(['loss', 'steps']);
});

test('a thinned curve keeps its mean and its first step', () => {
  const steps = Array.from({ length: 100 }, (_, index) => index + 1);
  const thin = thinned({ steps, values: steps }, 50);
  expect(thin.values).toHaveLength(50);
  expect([thin.steps[0], thin.values[0], thin.values.at(-1)]).toEqual([1, 1.5, 99.5]);
  expect(thinned({ steps: [1], values: [7] }, 50)).toEqual({ steps: [1], values: [7] });
});
