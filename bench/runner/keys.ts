import { join } from 'node:path';
import { emptyGraph, type Graph, type PlanStep, plan } from '@heed/schema';
import { cacheKey, ingredientsOf, nodeSeed } from '../../apps/runner/src/execution/ingredients.ts';
import { type Kinds, loadKinds, specOf } from '../../apps/runner/src/execution/kinds.ts';
import type { RunnerBench } from './row.ts';

const ROUNDS = 7;

/** Nodes one behind the other. */
function chainOf(count: number): Graph {
  const numbers = Array.from({ length: count }, (_, number) => number);
  return {
    ...emptyGraph(`${count} nodes`),
    nodes: numbers.map((number) => ({
      ...{ id: `n${number}`, kind: 'noop', version: 1, config: { number } },
      position: { x: number * 200, y: 0 },
    })),
    edges: numbers.slice(1).map((number) => ({
      from: { node: `n${number - 1}`, port: 'out' },
      to: { node: `n${number}`, port: 'in' },
    })),
  };
}

/** Each key follows from the one before it, which stands for its output's digest. */
function keysOf(steps: readonly PlanStep[], kinds: Kinds, seed: number): Map<string, string> {
  const keys = new Map<string, string>();
  for (const step of steps) {
    const inputs = Object.entries(step.inputs).map(([port, wires]) => [
      port,
      wires.map(({ node }) => keys.get(node) as string),
    ]);
    const found = {
      code: kinds.codeDigest(step.kind),
      seed: nodeSeed(seed, step.node),
      inputs: Object.fromEntries(inputs),
    };
    keys.set(step.node, cacheKey(ingredientsOf(specOf(kinds, step.kind), step, found)));
  }
  return keys;
}

function fastest(work: () => void): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return Math.min(...rounds);
}

/** How long the cache keys of a long chain take, alone and with the plan they come from. */
export const bench: RunnerBench = async ({ quick }) => {
  const count = quick ? 100 : 1000;
  const kinds = await loadKinds(join(import.meta.dirname, 'kinds'));
  const graph = chainOf(count);
  const first = performance.now();
  keysOf(plan(graph, kinds.catalogue).steps, kinds, graph.seed);
  const cold = performance.now() - first;
  const { steps } = plan(graph, kinds.catalogue);
  const keys = fastest(() => keysOf(steps, kinds, graph.seed));
  const both = fastest(() => keysOf(plan(graph, kinds.catalogue).steps, kinds, graph.seed));
  return [
    { name: `keys of ${count} chained nodes`, value: keys, unit: 'ms', atMost: 100 },
    { name: `plan and keys of ${count} chained nodes`, value: both, unit: 'ms' },
    { name: 'the same, first time with the code read', value: cold, unit: 'ms', atMost: 100 },
  ];
};
