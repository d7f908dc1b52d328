import generate from '@heed/nodes/generate/spec.ts';
import humanLabeling from '@heed/nodes/human-labeling/spec.ts';
import {
  type Catalogue,
  type Endpoint,
  emptyGraph,
  type Graph,
  type NodeSpec,
  type Problem,
} from '@heed/schema';
import { expect, test } from 'vitest';
import { searchFor } from './searchFor.ts';
import { addNode, connect } from './store/edits.ts';
import { kinds, testCatalogue } from './store/testKinds.ts';
import { refuseWire } from './store/wiring.ts';

/** Nodes of these kinds, each under the name of its kind. */
function drawn(...specs: NodeSpec[]): Graph {
  return specs.reduce(
    (graph, spec, index) => addNode(graph, spec, { x: index * 400, y: 0 }).graph,
    emptyGraph('test'),
  );
}

function offered(graph: Graph, catalogue: Catalogue, from: Endpoint, to: Endpoint) {
  const refusal = refuseWire(graph, catalogue, from, to) as Problem;
  const place = searchFor(graph, catalogue, refusal, { from, to });
  return place && { wire: place.wire, between: place.between };
}

const prompts: NodeSpec = {
  ...kinds.model,
  kind: 'prompts',
  outputs: { prompts: { ...(kinds.model.outputs.model as NodeSpec['outputs'][string]), type: 'prompts' } },
};

test('where a node with other inputs leads from one type to the other, it is looked for between the ends', () => {
  const catalogue = new Map([prompts, generate, humanLabeling].map((spec) => [spec.kind, spec]));
  const wire = {
    from: { node: 'prompts', port: 'prompts' },
    to: { node: 'human-labeling', port: 'completions' },
  };
  const graph = drawn(prompts, humanLabeling);
  expect(offered(graph, catalogue, wire.from, wire.to)).toEqual({ between: wire, wire: undefined });
});

test('where nothing stands between, what gives the input its type is looked for', () => {
  const [from, to] = [
    { node: 'reward', port: 'model' },
    { node: 'tune', port: 'model' },
  ];
  const wire = { ...to, side: 'input' };
  expect(offered(drawn(kinds.reward, kinds.tune), testCatalogue, from, to)).toEqual({
    wire,
    between: undefined,
  });
});

test('where nothing gives that either, what takes the output is looked for', () => {
  const catalogue = new Map([kinds.judge, kinds.reward, kinds.compare].map((spec) => [spec.kind, spec]));
  const [from, to] = [
    { node: 'judge', port: 'preferences' },
    { node: 'compare', port: 'first' },
  ];
  const wire = { ...from, side: 'output' };
  expect(offered(drawn(kinds.judge, kinds.compare), catalogue, from, to)).toEqual({
    wire,
    between: undefined,
  });
});

test('what converts by itself is not looked for, and nothing is put between where a circle would close', () => {
  const judged = drawn(kinds.model, kinds.reward);
  const preferences = { node: 'reward', port: 'preferences' };
  expect(offered(judged, testCatalogue, { node: 'model', port: 'model' }, preferences)).toBeUndefined();
  const circle = connect(
    connect(
      drawn(kinds.tune, kinds.judge, kinds.reward),
      { node: 'tune', port: 'model' },
      { node: 'judge', port: 'model' },
    ),
    { node: 'judge', port: 'preferences' },
    preferences,
  );
  const wire = { node: 'tune', port: 'model', side: 'input' };
  const found = offered(
    circle,
    testCatalogue,
    { node: 'reward', port: 'model' },
    { node: 'tune', port: 'model' },
  );
  expect(found).toEqual({ wire, between: undefined });
});
