import { emptyGraph, type Graph } from '@heed/schema';

type Nodes = Record<string, { kind: string } & Record<string, unknown>>;

/** `graph({ a: { kind: 'emit', text: 'x' }, b: { kind: 'join' } }, 'a.out > b.in')` */
export function graph(nodes: Nodes, ...wires: string[]): Graph {
  return {
    ...emptyGraph('test'),
    nodes: Object.entries(nodes).map(([id, { kind, ...config }], index) => ({
      ...{ id, kind, version: 1, position: { x: index * 200, y: 0 }, config },
    })),
    edges: wires.map((wire) => {
      const [from, to] = wire.split(' > ').map(parseEnd);
      return { from, to } as Graph['edges'][number];
    }),
  };
}

function parseEnd(end: string): { node: string; port: string } {
  const [node = '', port = ''] = end.split('.');
  return { node, port };
}

/** a and b → joined */
export function diamond(config: Record<string, unknown> = {}): Graph {
  return graph(
    { a: { kind: 'emit', text: 'a', ...config }, b: { kind: 'emit', text: 'b' }, joined: { kind: 'join' } },
    'a.out > joined.in',
    'b.out > joined.in',
  );
}
