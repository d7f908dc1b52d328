import { emptyGraph, type Graph } from '@heed/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choosePart, needsOf } from './parts.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const id = fc.constantFrom(...ids);
/** Wires run from earlier to later letters, so that there is no cycle. */
const wire = fc
  .tuple(id, id)
  .filter(([from, to]) => from < to)
  .map(([from, to]) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } }));
const graph: fc.Arbitrary<Graph> = fc.array(wire, { maxLength: 12 }).map((edges) => ({
  ...emptyGraph('any'),
  edges,
  nodes: ids.map((node) => ({ id: node, kind: 'x', version: 1, position: { x: 0, y: 0 }, config: {} })),
}));
const pin = { run: 'r', outputs: {}, results: {} };
const pins = fc
  .uniqueArray(id, { maxLength: 3 })
  .map((nodes) => Object.fromEntries(nodes.map((one) => [one, pin])));

test('a part of any graph has all that its nodes read, and runs what was asked for unless it is pinned', () => {
  fc.assert(
    fc.property(graph, pins, id, fc.constantFrom('to', 'from', 'failed'), (one, pinned, node, how) => {
      const wish = {
        to: { to: node },
        from: { from: node },
        failed: { failed: { run: 'r', nodes: [node] } },
      };
      const part = choosePart(one, wish[how as keyof typeof wish], pinned);
      const needs = needsOf(one, pinned);
      const inPart = new Set(part.nodes);
      expect(inPart.has(node)).toBe(true);
      for (const member of part.nodes)
        for (const need of needs.get(member) ?? []) expect(inPart.has(need)).toBe(true);
      for (const forced of part.forced) expect([inPart.has(forced), forced in pinned]).toEqual([true, false]);
      expect(part.forced.includes(node)).toBe(how === 'from' && !(node in pinned));
      for (const { from, to } of one.edges)
        if (part.forced.includes(from.node) && !(to.node in pinned)) expect(part.forced).toContain(to.node);
    }),
  );
});

test('a run of all with a pin has every node, in the order of the file', () => {
  fc.assert(
    fc.property(graph, pins, (one, pinned) => {
      expect(choosePart(one, {}, pinned)).toMatchObject({ nodes: ids, forced: [] });
    }),
  );
});
