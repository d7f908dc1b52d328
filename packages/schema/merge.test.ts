import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffGraphs, isSameWork } from './diff.ts';
import type { Graph, GraphNode } from './graph.ts';
import { mergeGraphs } from './merge.ts';
import { graph } from './testing/kinds.ts';

const base = () => graph('m:model t:tune s:source c:collect', 'm.model → t.model\ns.prompts → c.all');

/** A copy of a graph, edited. */
function edited(from: Graph, edit: (copy: Graph) => void): Graph {
  const copy = structuredClone(from);
  edit(copy);
  return copy;
}

function nodeIn(one: Graph, id: string): GraphNode {
  return one.nodes.find((node) => node.id === id) as GraphNode;
}

/** Two graphs that mean the same are equal in this form: only wires into one input have an order. */
function normal({ nodes, edges, notes, ...rest }: Graph) {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const inputs = Map.groupBy(edges, ({ to }) => `${to.node}.${to.port}`);
  return { ...rest, nodes: nodes.toSorted(byId), notes: notes.toSorted(byId), inputs };
}

const remove = (one: Graph, id: string) => {
  one.nodes = one.nodes.filter((node) => node.id !== id);
  one.edges = one.edges.filter(({ from, to }) => from.node !== id && to.node !== id);
};

describe('merging two edits', () => {
  test('keeps groups and parameters of both, without nodes that are gone', () => {
    const from = edited(base(), (one) => {
      one.groups = [{ id: 'g', title: 'All', nodes: ['m', 't'] }];
    });
    const mine = edited(from, (one) => {
      Object.assign(one.groups[0] ?? {}, { title: 'Models' });
      one.parameters = [
        { id: 'size', node: 'm', field: 'size' },
        { id: 'text', node: 's', field: 'text' },
      ];
    });
    const theirs = edited(from, (one) => {
      Object.assign(one.groups[0] ?? {}, { color: 'blue' });
      remove(one, 's');
    });
    const { graph: merged, conflicts } = mergeGraphs(from, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(merged.groups).toEqual([{ id: 'g', title: 'Models', color: 'blue', nodes: ['m', 't'] }]);
    expect(merged.parameters).toEqual([{ id: 'size', node: 'm', field: 'size' }]);
  });

  test('of different fields, nodes and wires takes both', () => {
    const mine = edited(base(), (one) => {
      nodeIn(one, 't').config.rate = 0.5;
      nodeIn(one, 't').position = { x: 5, y: 5 };
      one.nodes.push({ ...nodeIn(one, 's'), id: 'extra' });
    });
    const theirs = edited(base(), (one) => {
      nodeIn(one, 't').label = 'Tuned';
      nodeIn(one, 't').position = { x: 9, y: 9 };
      one.seed = 7;
      remove(one, 'c');
    });
    const { graph: merged, conflicts } = mergeGraphs(base(), mine, theirs);
    expect(conflicts).toEqual([]);
    expect(nodeIn(merged, 't')).toMatchObject({
      ...{ label: 'Tuned', config: { rate: 0.5 }, position: { x: 5, y: 5 } },
    });
    expect([merged.seed, merged.nodes.map(({ id }) => id), merged.edges.length]).toEqual([
      7,
      ['m', 't', 's', 'extra'],
      1,
    ]);
  });

  test('of one field, one input, and of a node that the other removed, lists all three values', () => {
    const mine = edited(base(), (one) => {
      nodeIn(one, 'm').config.size = 1;
      nodeIn(one, 'c').label = 'Kept';
      one.edges = one.edges.filter(({ to }) => to.node !== 't');
      one.edges.push({ from: { node: 's', port: 'prompts' }, to: { node: 't', port: 'model' } });
    });
    const theirs = edited(base(), (one) => {
      nodeIn(one, 'm').config.size = 2;
      remove(one, 'c');
      one.edges = one.edges.filter(({ to }) => to.node !== 't');
    });
    const { graph: merged, conflicts } = mergeGraphs(base(), mine, theirs);
    expect(conflicts).toEqual([
      { in: 'node', id: 'm', field: 'config.size', base: 300, mine: 1, theirs: 2 },
      { in: 'node', id: 'c', base: expect.anything(), mine: expect.objectContaining({ label: 'Kept' }) },
      { in: 'wires', id: 't.model', base: ['m.model'], mine: ['s.prompts'], theirs: [] },
    ]);
    expect([nodeIn(merged, 'm').config.size, nodeIn(merged, 'c').label]).toEqual([1, 'Kept']);
    expect(merged.edges.map(({ to }) => to.node).sort()).toEqual(['c', 't']);
  });

  test('keeps both of two new nodes that got the same id', () => {
    const add = (kind: string) =>
      edited(base(), (one) => {
        one.nodes.push({ ...nodeIn(one, 's'), id: 'n', kind });
        one.edges.push({ from: { node: 'n', port: 'prompts' }, to: { node: 'c', port: kind } });
      });
    const { graph: merged, conflicts } = mergeGraphs(base(), add('sorter'), add('source'));
    expect(conflicts).toEqual([]);
    expect(merged.nodes.slice(-2).map(({ id, kind }) => [id, kind])).toEqual([
      ['n', 'source'],
      ['n-2', 'sorter'],
    ]);
    expect(merged.edges.slice(-2).map(({ from, to }) => [from.node, to.port])).toEqual([
      ['n', 'source'],
      ['n-2', 'sorter'],
    ]);
  });
});

/** Edits that leave ids alone. */
type Edit = { node: string } & (
  | { type: 'set'; name: string; value: number }
  | { type: 'label'; value: string }
  | { type: 'move'; x: number }
  | { type: 'remove' }
  | { type: 'wire'; port: string; to: string }
);
const ids = ['m', 't', 's', 'c'];
const editOf = (nodes: string[]): fc.Arbitrary<Edit> => {
  const node = fc.constantFrom(...nodes);
  return fc.oneof(
    fc.record({
      type: fc.constant('set' as const),
      node,
      name: fc.constantFrom('rate', 'size'),
      value: fc.nat(3),
    }),
    fc.record({ type: fc.constant('label' as const), node, value: fc.constantFrom('one', 'two') }),
    fc.record({ type: fc.constant('move' as const), node, x: fc.nat(9) }),
    fc.record({ type: fc.constant('remove' as const), node }),
    fc.record({
      type: fc.constant('wire' as const),
      node,
      port: fc.constantFrom('p', 'q'),
      to: fc.constantFrom(...nodes),
    }),
  );
};
const apply = (edits: readonly Edit[]) =>
  edited(base(), (one) => {
    for (const edit of edits) {
      const node = one.nodes.find(({ id }) => id === edit.node);
      if (!node) continue;
      if (edit.type === 'set') node.config[edit.name] = edit.value;
      if (edit.type === 'label') node.label = edit.value;
      if (edit.type === 'move') node.position = { x: edit.x, y: 0 };
      if (edit.type === 'remove') remove(one, edit.node);
      if (edit.type === 'wire' && one.nodes.some(({ id }) => id === edit.to))
        one.edges.push({
          from: { node: edit.node, port: edit.port },
          to: { node: edit.to, port: edit.port },
        });
    }
  });
const anyEdits = fc.array(editOf(ids), { maxLength: 6 });

describe('any two edits', () => {
  test('one of which is none give the other, and equal ones give themselves', () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        const one = apply(edits);
        for (const [mine, theirs] of [
          [one, base()],
          [base(), one],
          [one, one],
        ] as const) {
          const { graph: merged, conflicts } = mergeGraphs(base(), mine, theirs);
          expect(conflicts).toEqual([]);
          expect(normal(merged)).toEqual(normal(one));
        }
      }),
    );
  });

  test('of different nodes merge by themselves, to what both edits one after the other give', () => {
    const apart = fc.tuple(
      fc.array(editOf(['m', 't']), { maxLength: 6 }),
      fc.array(editOf(['s', 'c']), { maxLength: 6 }),
    );
    fc.assert(
      fc.property(apart, ([first, second]) => {
        const { graph: merged, conflicts } = mergeGraphs(base(), apply(first), apply(second));
        expect(conflicts).toEqual([]);
        expect(normal(merged)).toEqual(normal(apply([...first, ...second])));
      }),
    );
  });

  test('conflict in the same places whoever merges, and never lose a node that one of them kept on purpose', () => {
    fc.assert(
      fc.property(anyEdits, anyEdits, (first, second) => {
        const [mine, theirs] = [apply(first), apply(second)];
        const places = (one: Graph, other: Graph) =>
          mergeGraphs(base(), one, other)
            .conflicts.map(({ in: kind, id, field }) => `${kind} ${id} ${field}`)
            .sort();
        expect(places(mine, theirs)).toEqual(places(theirs, mine));
        const { graph: merged, conflicts } = mergeGraphs(base(), mine, theirs);
        for (const conflict of conflicts.filter(({ in: kind }) => kind === 'node'))
          expect(merged.nodes.some(({ id }) => id === conflict.id)).toBe(true);
        const here = new Set(merged.nodes.map(({ id }) => id));
        for (const { from, to } of merged.edges)
          expect([here.has(from.node), here.has(to.node)]).toEqual([true, true]);
      }),
    );
  });
});

describe('the difference of two versions', () => {
  test('names nodes, fields with both values, and wires; places stand apart', () => {
    const after = edited(base(), (one) => {
      nodeIn(one, 'm').config.size = 9;
      nodeIn(one, 's').position = { x: 50, y: 0 };
      one.name = 'other';
      remove(one, 'c');
      one.nodes.push({ ...nodeIn(one, 's'), id: 'new' });
    });
    expect(diffGraphs(base(), after)).toEqual({
      graph: [{ field: 'name', before: 'test', after: 'other' }],
      nodes: {
        added: [{ id: 'new', kind: 'source' }],
        removed: [{ id: 'c', kind: 'collect' }],
        changed: [{ id: 'm', fields: [{ field: 'config.size', before: 300, after: 9 }] }],
      },
      wires: { added: [], removed: [{ from: 's.prompts', to: 'c.all' }] },
      notes: { added: [], removed: [], changed: [] },
      groups: { added: [], removed: [], changed: [] },
      parameters: { added: [], removed: [], changed: [] },
      moved: ['s'],
    });
    const moved = edited(base(), (one) => {
      nodeIn(one, 's').position = { x: 50, y: 0 };
    });
    expect([isSameWork(diffGraphs(base(), moved)), isSameWork(diffGraphs(base(), after))]).toEqual([
      true,
      false,
    ]);
  });

  test('names groups, parameters and modes', () => {
    const after = edited(base(), (one) => {
      nodeIn(one, 'm').mode = 'off';
      one.groups.push({ id: 'g', title: 'Models', nodes: ['m', 't'] });
      one.parameters.push({ id: 'size', node: 'm', field: 'size' });
    });
    expect(diffGraphs(base(), after)).toMatchObject({
      nodes: { changed: [{ id: 'm', fields: [{ field: 'mode', before: undefined, after: 'off' }] }] },
      groups: { added: ['g'] },
      parameters: { added: ['size'] },
    });
    const renamed = edited(after, (one) => Object.assign(one.groups[0] ?? {}, { title: 'Both' }));
    const { groups } = diffGraphs(after, renamed);
    expect(groups.changed).toEqual([
      { id: 'g', fields: [{ field: 'title', before: 'Models', after: 'Both' }] },
    ]);
  });

  test('is empty exactly between graphs that mean the same', () => {
    fc.assert(
      fc.property(anyEdits, anyEdits, (first, second) => {
        const [one, other] = [apply(first), apply(second)];
        const diff = diffGraphs(one, other);
        const same = isSameWork(diff) && diff.moved.length === 0;
        const wireSet = ({ edges }: Graph) => edges.map((edge) => JSON.stringify(edge)).sort();
        const equal =
          JSON.stringify(normal(one).nodes) === JSON.stringify(normal(other).nodes) &&
          JSON.stringify(wireSet(one)) === JSON.stringify(wireSet(other));
        if (equal) expect(same).toBe(true);
        if (same) expect(wireSet(one)).toEqual(wireSet(other));
      }),
    );
  });
});

test('ten thousand nodes, half of them removed by one and changed by the other, are merged in a moment', () => {
  const many = base();
  many.nodes = Array.from({ length: 10_000 }, (_, n) => ({ ...nodeIn(base(), 's'), id: `n${n}` }));
  many.edges = many.nodes.slice(1).map(({ id }, n) => ({
    ...{ from: { node: `n${n}`, port: 'prompts' }, to: { node: id, port: 'all' } },
  }));
  const isEven = ({ id }: GraphNode) => Number(id.slice(1)) % 2 === 0;
  const mine = edited(many, (one) => {
    one.nodes = one.nodes.filter(isEven);
    one.edges = [];
  });
  const theirs = edited(many, (one) => {
    for (const node of one.nodes) node.label = 'changed';
  });
  const { graph: merged, conflicts } = mergeGraphs(many, mine, theirs);
  expect([conflicts.length, merged.nodes.length, merged.edges.length]).toEqual([5000, 10_000, 9999]);
});
