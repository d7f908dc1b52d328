import ppo from '@heed/nodes/ppo/spec.ts';
import { type Catalogue, emptyGraph, type Graph, type GraphNode, type NodeSpec } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { overlayGraphs, withDefaults } from './overlay.ts';

const node = (id: string, config: Record<string, unknown> = {}): GraphNode => ({
  ...{ id, kind: 'ppo', version: ppo.version, config },
  position: { x: 0, y: 0 },
});
const wire = (from: string, to: string) => ({
  from: { node: from, port: 'out' },
  to: { node: to, port: 'in' },
});
const graph = (nodes: GraphNode[], edges: Graph['edges'] = []): Graph => ({
  ...emptyGraph('g'),
  nodes,
  edges,
});

const catalogue: Catalogue = new Map([['ppo', ppo as unknown as NodeSpec]]);

describe('overlayGraphs', () => {
  it('shows the nodes and wires of both graphs with what became of each', () => {
    const before = graph([node('a'), node('b'), node('c')], [wire('a', 'b'), wire('b', 'c')]);
    const after = graph([node('a'), node('b', { updates: 9 }), node('d')], [wire('a', 'b'), wire('b', 'd')]);
    const { nodes, wires } = overlayGraphs(before, after);
    expect(nodes.map(({ node: { id }, change }) => `${id} ${change}`)).toEqual([
      'c removed',
      'a same',
      'b changed',
      'd added',
    ]);
    expect(wires.map(({ from, to, change }) => `${from.node}>${to.node} ${change}`)).toEqual([
      'b>c removed',
      'a>b same',
      'b>d added',
    ]);
    expect(nodes[2]?.fields).toEqual([{ field: 'config.updates', before: undefined, after: 9 }]);
  });

  it('finds nothing between a default that is left out and the same value written in', () => {
    const updates = withDefaults(graph([node('a')]), catalogue).nodes[0]?.config.updates;
    const [before, after] = [graph([node('a')]), graph([node('a', { updates })])];
    const { nodes } = overlayGraphs(withDefaults(before, catalogue), withDefaults(after, catalogue));
    expect(nodes[0]?.change).toBe('same');
  });
});
