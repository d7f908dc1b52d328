import { emptyGraph, type Graph, type StopRule, text } from '@heed/schema';
import { expect, test } from 'vitest';
import { setStopRules, stopAnnotations } from './rules.ts';

const kl: StopRule = { metric: 'kl', test: 'above', value: 5, action: 'pause' };
const broken: StopRule = { metric: 'kl', test: 'not-finite', action: 'pause' };

test('rules are set at one node, and taking the last one away leaves the node as it was', () => {
  const node = { id: 'a', kind: 'ppo', version: 1, position: { x: 0, y: 0 }, config: {} };
  const graph: Graph = { ...emptyGraph('g'), nodes: [node, { ...node, id: 'b' }] };
  const ruled = setStopRules(graph, 'a', [kl]);
  expect(ruled.nodes.map(({ stop }) => stop)).toEqual([[kl], undefined]);
  expect(setStopRules(ruled, 'a', [])).toEqual(graph);
});

test('a chart shows the limits of its own metric and where they were passed, and gets the same again', () => {
  const fired = [{ rule: kl, step: 7, value: 6, message: text('x', 'x') }];
  const of = stopAnnotations(
    [kl, broken],
    fired,
    ({ action }) => action,
    ({ test: what }) => what,
  );
  expect(of('kl')).toEqual({
    lines: [{ value: 5, label: 'pause' }],
    marks: [{ step: 7, label: 'pause' }],
    notes: ['above', 'not-finite'],
  });
  expect(of('reward')).toEqual({ lines: [], marks: [], notes: [] });
  expect(of('kl')).toBe(of('kl'));
});
