import { expect, test } from 'vitest';
import type { RunView } from '../api/views.ts';
import { finalOutputs } from './fetch-artifact.ts';

const edge = (from: string, to: string) => ({
  from: { node: from, port: 'out' },
  to: { node: to, port: 'in' },
});
const edges = [edge('data', 'sft'), edge('sft', 'ppo'), edge('sft', 'evaluate')];
const ran = (...nodes: string[]) =>
  ({
    graph: { edges },
    nodes: nodes.map((node) => ({ node, outputs: { out: `${node}-artifact` } })),
  }) as unknown as RunView;

test('the results of a run are what no other node of the run takes', () => {
  expect(finalOutputs(ran('data', 'sft', 'ppo', 'evaluate')).map(({ name }) => name)).toEqual([
    'ppo.out',
    'evaluate.out',
  ]);
});

test('a run of a part ends where the part ends', () => {
  expect(finalOutputs(ran('data', 'sft'))).toEqual([{ name: 'sft.out', id: 'sft-artifact' }]);
});
