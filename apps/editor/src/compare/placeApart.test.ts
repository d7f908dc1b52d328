import { expect, test } from 'vitest';
import type { Change, OverlaidNode } from './overlay.ts';
import { placeApart } from './placeApart.ts';

const size = { width: 100, height: 50 };
const node = (id: string, change: Change, x: number, y: number): OverlaidNode => ({
  node: { id, kind: 'ppo', version: 1, config: {}, position: { x, y } },
  change,
  fields: [],
});
const places = (...nodes: OverlaidNode[]) =>
  Object.fromEntries([...placeApart(nodes, () => size)].map(([id, { x, y }]) => [id, [x, y]]));

test('nodes that do not lie on one another stay where they are', () => {
  expect(places(node('gone', 'removed', 200, 0), node('a', 'added', 0, 0))).toEqual({
    gone: [200, 0],
    a: [0, 0],
  });
});

test('a node that is gone moves below the one that lies there now, and further below those that follow', () => {
  const shown = places(
    node('second', 'removed', 20, 60),
    node('first', 'removed', 10, 10),
    node('a', 'added', 0, 0),
    node('b', 'same', 0, 100),
  );
  expect(shown).toEqual({ a: [0, 0], b: [0, 100], first: [10, 174], second: [20, 248] });
});
