import type { Graph } from '@heed/schema';
import { boxesOf } from './groupView.ts';
import type { Box } from './store/align.ts';
import { GRID, type Point } from './store/edits.ts';

/** Room between a note and what stands beside it. */
const GAP = 2 * GRID;
/** A note is put no further from its node than this many steps of the grid. */
const MOST_STEPS = 400;

type Catalogue = Parameters<typeof boxesOf>[1];

function distance(a: Box, b: Box): number {
  const between = (from: number, size: number, other: number, otherSize: number) =>
    Math.max(0, from - (other + otherSize), other - (from + size));
  return Math.hypot(between(a.x, a.width, b.x, b.width), between(a.y, a.height, b.y, b.height));
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width + GAP &&
    b.x < a.x + a.width + GAP &&
    a.y < b.y + b.height + GAP &&
    b.y < a.y + a.height + GAP
  );
}

/** The place nearest above or below where nothing is in the way. */
function freePlace(note: Box, taken: readonly Box[]): Box {
  for (let step = 0; step < MOST_STEPS; step++)
    for (const y of [note.y - step * GRID, note.y + step * GRID]) {
      const wish = { ...note, y };
      if (!taken.some((box) => overlap(wish, box))) return wish;
    }
  return note;
}

/**
 * Takes the notes along when nodes are arranged: each stays as far from the node that it stood nearest to, or as close
 * to that as can be without lying on anything.
 */
export function placeNotes(
  graph: Graph,
  catalogue: Catalogue,
  places: ReadonlyMap<string, Point>,
  only?: ReadonlySet<string>,
): Map<string, Point> {
  const before = boxesOf(graph, catalogue);
  const nodes = graph.nodes.flatMap(({ id }) => before.get(id) ?? []);
  const taken = nodes.map((box) => ({ ...box, ...places.get(box.id) }));
  const placed = new Map<string, Point>();
  for (const { id } of graph.notes) {
    const box = before.get(id);
    if (!box) continue;
    const [home] = nodes.toSorted((a, b) => distance(box, a) - distance(box, b));
    const goal = home && places.get(home.id);
    if (!home || !goal || (only && !only.has(id) && !only.has(home.id))) {
      taken.push(box);
      continue;
    }
    const note = freePlace({ ...box, x: box.x - home.x + goal.x, y: box.y - home.y + goal.y }, taken);
    taken.push(note);
    placed.set(id, { x: note.x, y: note.y });
  }
  return placed;
}
