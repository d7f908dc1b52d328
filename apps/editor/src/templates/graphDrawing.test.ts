import { type Catalogue, defineNode, emptyGraph, type Graph, type NodeSpec, text } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { drawGraph } from './graphDrawing.ts';

const words = text('x', 'x');
const spec = (kind: string, ports: Pick<NodeSpec, 'inputs' | 'outputs'>) =>
  defineNode({
    kind,
    version: 1,
    category: 'data',
    title: words,
    summary: words,
    ...ports,
    config: z.object({}),
    metrics: {},
  });
const catalogue: Catalogue = new Map([
  [
    'source',
    spec('source', { inputs: {}, outputs: { prompts: { type: 'prompts', title: words, help: words } } }),
  ],
  [
    'sink',
    spec('sink', { inputs: { prompts: { accepts: ['prompts'], title: words, help: words } }, outputs: {} }),
  ],
]);

const graph: Graph = {
  ...emptyGraph('Two'),
  nodes: [
    { id: 'a', kind: 'source', version: 1, position: { x: 0, y: 0 }, config: {} },
    { id: 'b', kind: 'sink', version: 1, position: { x: 400, y: 100 }, config: {} },
  ],
  edges: [{ from: { node: 'a', port: 'prompts' }, to: { node: 'b', port: 'prompts' } }],
};

describe('drawGraph', () => {
  it('shows every node inside the picture and wires in the color of what they carry', () => {
    const { viewBox, boxes, wires } = drawGraph(graph, catalogue);
    const [left = 0, top = 0, width = 0, height = 0] = viewBox.split(' ').map(Number);
    for (const box of boxes) {
      expect(box.x).toBeGreaterThan(left);
      expect(box.y).toBeGreaterThan(top);
      expect(box.x + box.width).toBeLessThan(left + width);
      expect(box.y + box.height).toBeLessThan(top + height);
    }
    expect(boxes.map(({ type }) => type)).toEqual(['prompts', undefined]);
    expect(wires.map(({ type }) => type)).toEqual(['prompts']);
  });

  it('draws a graph with unknown kinds and dangling wires as far as it goes', () => {
    const odd: Graph = {
      ...graph,
      nodes: [{ id: 'a', kind: 'unheard-of', version: 1, position: { x: 0, y: 0 }, config: {} }],
    };
    const { boxes, wires } = drawGraph(odd, catalogue);
    expect(boxes).toHaveLength(1);
    expect(wires).toEqual([]);
    expect(drawGraph(emptyGraph('None'), catalogue).boxes).toEqual([]);
  });
});
