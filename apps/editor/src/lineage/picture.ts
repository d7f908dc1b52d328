import {
  columnsOf,
  type Direction,
  type Lineage,
  type LineageArtifact,
  type LineageStep,
  neighborsOf,
  stepId,
} from './layers.ts';

/** A card of the picture, in pixels. */
export type Card = { x: number; y: number; width: number; height: number } & (
  | { type: 'artifact'; artifact: LineageArtifact }
  | { type: 'step'; step: LineageStep }
);

export interface Picture {
  cards: Card[];
  lines: { id: string; path: string }[];
  width: number;
  height: number;
}

export const CARD_WIDTH = 208;
const ARTIFACT_HEIGHT = 92;
const STEP_HEIGHT = 64;
/** What a line takes that goes past a column between its cards. */
const LINE_HEIGHT = 10;
const COLUMN_GAP = 40;
const ROW_GAP = 16;

/** Something that takes a place in a column: a card, or a line on its way past it. */
interface Thing {
  id: string;
  column: number;
  height: number;
  /** What it leads to in the next column toward the root. */
  towards: string[];
  card?: { type: 'artifact'; artifact: LineageArtifact } | { type: 'step'; step: LineageStep };
}

interface Spot {
  x: number;
  y: number;
  height: number;
}

/** Lays the lineage out: back to the left of its root, forward to the right of it; lines run between the cards. */
export function drawLineage(lineage: Lineage, direction: Direction): Picture {
  const things = thingsOf(lineage, direction);
  const last = things.reduce((most, { column }) => Math.max(most, column), 0);
  const xOf = (column: number) => (direction === 'back' ? last - column : column) * (CARD_WIDTH + COLUMN_GAP);
  const spots = place(things, last, xOf);
  const cards = things.flatMap(({ id, height, card }): Card[] => {
    const spot = spots.get(id);
    return card && spot ? [{ ...card, ...spot, width: CARD_WIDTH, height }] : [];
  });
  return {
    cards,
    lines: things.flatMap((thing) => linesOf(thing, spots, direction)),
    width: xOf(direction === 'back' ? 0 : last) + CARD_WIDTH,
    height: Math.max(0, ...[...spots.values()].map(({ y, height }) => y + height)),
  };
}

/**
 * The cards, and for each line that goes farther than to the next column a place in every column on its way. Lines from
 * the same card share their way as far as they have one.
 */
function thingsOf(lineage: Lineage, direction: Direction): Thing[] {
  const columns = columnsOf(lineage, direction);
  const { stepsNearer, nearer } = neighborsOf(lineage, direction);
  const cards = [
    ...lineage.artifacts.map((artifact) => {
      const targets = (stepsNearer.get(artifact.id) ?? []).map(stepId);
      const card = { type: 'artifact' as const, artifact };
      return { id: artifact.id, height: ARTIFACT_HEIGHT, targets, card };
    }),
    ...lineage.steps.map((step) => {
      const card = { type: 'step' as const, step };
      return { id: stepId(step), height: STEP_HEIGHT, targets: nearer(step), card };
    }),
  ];
  const columnOf = (id: string) => columns.get(id) ?? 0;
  return cards.flatMap(({ id, height, targets, card }): Thing[] => {
    const column = columnOf(id);
    const first = Math.min(column, ...targets.map((one) => columnOf(one) + 1));
    const idAt = (place: number) => (place === column ? id : `${id} past ${place}`);
    const towardsAt = (place: number) => [
      ...targets.filter((one) => columnOf(one) === place - 1),
      ...(place > first ? [idAt(place - 1)] : []),
    ];
    const past = Array.from({ length: column - first }, (_, index) => first + index);
    return [
      { id, column, height, towards: towardsAt(column), card },
      ...past.map((at) => ({ id: idAt(at), column: at, height: LINE_HEIGHT, towards: towardsAt(at) })),
    ];
  });
}

/** Puts the things of each column as near to what they lead to as those above them leave room for. */
function place(things: readonly Thing[], last: number, xOf: (column: number) => number): Map<string, Spot> {
  const spots = new Map<string, Spot>();
  const wish = ({ towards }: Thing) => {
    const middles = towards.flatMap((id) => {
      const spot = spots.get(id);
      return spot ? [spot.y + spot.height / 2] : [];
    });
    return middles.length > 0 ? middles.reduce((a, b) => a + b) / middles.length : 0;
  };
  for (let column = 0; column <= last; column++) {
    const here = things.filter((thing) => thing.column === column).toSorted((a, b) => wish(a) - wish(b));
    let y = 0;
    for (const thing of here) {
      const top = Math.max(y, wish(thing) - thing.height / 2);
      spots.set(thing.id, { x: xOf(column), y: top, height: thing.height });
      y = top + thing.height + ROW_GAP;
    }
  }
  return spots;
}

/** From a thing to each that it leads to, and, where it is a line itself, past its column. */
function linesOf({ id, towards, card }: Thing, spots: Map<string, Spot>, direction: Direction) {
  const own = spots.get(id);
  if (!own) return [];
  const middle = own.y + own.height / 2;
  const lines = towards.flatMap((other) => {
    const spot = spots.get(other);
    if (!spot) return [];
    const [left, right] = direction === 'back' ? [own, spot] : [spot, own];
    const from = { x: left.x + CARD_WIDTH, y: left.y + left.height / 2 };
    const to = { x: right.x, y: right.y + right.height / 2 };
    const bend = (from.x + to.x) / 2;
    return [
      {
        id: `${id} ${other}`,
        path: `M${from.x} ${from.y}C${bend} ${from.y} ${bend} ${to.y} ${to.x} ${to.y}`,
      },
    ];
  });
  return card ? lines : [...lines, { id, path: `M${own.x} ${middle}H${own.x + CARD_WIDTH}` }];
}
