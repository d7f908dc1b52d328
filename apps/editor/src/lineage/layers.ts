import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

export type Lineage = inferRouterOutputs<AppRouter>['artifacts']['lineage'];
export type LineageArtifact = Lineage['artifacts'][number];
export type LineageStep = Lineage['steps'][number];
export type Direction = 'back' | 'forward';

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

export const CARD_WIDTH = 184;
export const ARTIFACT_HEIGHT = 92;
export const STEP_HEIGHT = 64;
const COLUMN_GAP = 40;
const ROW_GAP = 16;

export function stepId({ run, node }: Pick<LineageStep, 'run' | 'node'>): string {
  return `${run} ${node}`;
}

/** Joins what was asked for later to what is there; each artifact and step once, and `open` without what was opened. */
export function joinLineages(first: Lineage, others: readonly Lineage[]): Lineage {
  const all = [first, ...others];
  const artifacts = new Map(
    all.toReversed().flatMap((one) => one.artifacts.map((kin) => [kin.id, kin] as const)),
  );
  const steps = new Map(all.flatMap((one) => one.steps.map((step) => [stepId(step), step] as const)));
  const counts = [...artifacts.values()].flatMap(({ judgements }) => judgements ?? []);
  const sum = (what: 'total' | 'people' | 'judges') => counts.reduce((total, one) => total + one[what], 0);
  const opened = new Set(others.map(({ root }) => root));
  return {
    root: first.root,
    artifacts: [...artifacts.values()],
    steps: [...steps.values()],
    judgements: { total: sum('total'), people: sum('people'), judges: sum('judges') },
    open: [...new Set(all.flatMap(({ open }) => open))].filter((id) => !opened.has(id)),
  };
}

/** Which steps and artifacts stand next to which, on the way to the root and away from it. */
interface Neighbors {
  /** By artifact: the steps that lead from it to the root. */
  stepsNearer: Map<string, LineageStep[]>;
  /** By step: its artifacts that are nearer to the root, and those that are farther. */
  nearer(step: LineageStep): string[];
  farther(step: LineageStep): string[];
}

function neighborsOf({ artifacts, steps }: Lineage, direction: Direction): Neighbors {
  const known = new Set(artifacts.map(({ id }) => id));
  const ids = (ports: LineageStep['inputs']) => [
    ...new Set(ports.map(({ artifact }) => artifact).filter((id) => known.has(id))),
  ];
  const nearer = (step: LineageStep) => ids(direction === 'back' ? step.outputs : step.inputs);
  const farther = (step: LineageStep) => ids(direction === 'back' ? step.inputs : step.outputs);
  const stepsNearer = new Map<string, LineageStep[]>();
  for (const step of steps)
    for (const id of farther(step)) stepsNearer.set(id, [...(stepsNearer.get(id) ?? []), step]);
  return { stepsNearer, nearer, farther };
}

/**
 * The column of every artifact and step: 0 is the root, then the steps at it, then their other artifacts, and so on along
 * the longest way, so that no line leads back.
 */
export function columnsOf(lineage: Lineage, direction: Direction): Map<string, number> {
  const { stepsNearer, nearer } = neighborsOf(lineage, direction);
  const columns = new Map<string, number>([[lineage.root, 0]]);
  const artifactColumn = (id: string, way: ReadonlySet<string>): number => {
    const known = columns.get(id);
    if (known !== undefined) return known;
    const steps = (stepsNearer.get(id) ?? []).filter((step) => !way.has(stepId(step)));
    const column = steps.reduce((most, step) => Math.max(most, stepColumn(step, way) + 1), -1);
    if (column >= 0) columns.set(id, column);
    return column;
  };
  const stepColumn = (step: LineageStep, way: ReadonlySet<string>): number => {
    const id = stepId(step);
    const known = columns.get(id);
    if (known !== undefined) return known;
    const on = new Set([...way, id]);
    const column = nearer(step).reduce((most, one) => Math.max(most, artifactColumn(one, on)), 0) + 1;
    columns.set(id, column);
    return column;
  };
  for (const step of lineage.steps) stepColumn(step, new Set());
  for (const { id } of lineage.artifacts) artifactColumn(id, new Set());
  // what a step gave out beside what leads to the root stands with the others that it gave out
  for (const step of lineage.steps)
    for (const id of nearer(step))
      if (!columns.has(id)) columns.set(id, (columns.get(stepId(step)) as number) - 1);
  return columns;
}

/** Lays the lineage out: back to the left of its root, forward to the right of it. */
export function drawLineage(lineage: Lineage, direction: Direction): Picture {
  const columns = columnsOf(lineage, direction);
  const { stepsNearer, nearer, farther } = neighborsOf(lineage, direction);
  const last = Math.max(0, ...columns.values());
  const things = [
    ...lineage.artifacts.map((artifact) => ({ id: artifact.id, type: 'artifact' as const, artifact })),
    ...lineage.steps.map((step) => ({ id: stepId(step), type: 'step' as const, step })),
  ];
  const middles = new Map<string, number>();
  const cards = new Map<string, Card>();
  for (let column = 0; column <= last; column++) {
    const wish = (thing: (typeof things)[number]) => {
      const towards =
        thing.type === 'step' ? nearer(thing.step) : (stepsNearer.get(thing.id) ?? []).map(stepId);
      const places = towards.flatMap((id) => middles.get(id) ?? []);
      return places.length > 0 ? places.reduce((a, b) => a + b) / places.length : 0;
    };
    const here = things.filter(({ id }) => columns.get(id) === column).toSorted((a, b) => wish(a) - wish(b));
    let y = 0;
    for (const thing of here) {
      const height = thing.type === 'step' ? STEP_HEIGHT : ARTIFACT_HEIGHT;
      const x = (direction === 'back' ? last - column : column) * (CARD_WIDTH + COLUMN_GAP);
      // as near to the middle of what it leads to as the cards above it leave room for
      const top = Math.max(y, wish(thing) - height / 2);
      cards.set(thing.id, { ...thing, x, y: top, width: CARD_WIDTH, height });
      middles.set(thing.id, top + height / 2);
      y = top + height + ROW_GAP;
    }
  }
  const lines = lineage.steps.flatMap((step) => {
    const id = stepId(step);
    return [
      ...nearer(step).map((other) => [id, other] as const),
      ...farther(step).map((other) => [other, id] as const),
    ].flatMap(([from, to]) => lineBetween(cards.get(from), cards.get(to), direction, `${from} ${to}`));
  });
  return {
    ...{ cards: [...cards.values()], lines },
    width: (last + 1) * (CARD_WIDTH + COLUMN_GAP) - COLUMN_GAP,
    height: Math.max(0, ...[...cards.values()].map(({ y, height }) => y + height)),
  };
}

/** From the thing that is farther from the root to the one that is nearer, always from left to right. */
function lineBetween(farther: Card | undefined, nearer: Card | undefined, direction: Direction, id: string) {
  if (!farther || !nearer) return [];
  const [left, right] = direction === 'back' ? [farther, nearer] : [nearer, farther];
  const from = { x: left.x + left.width, y: left.y + left.height / 2 };
  const to = { x: right.x, y: right.y + right.height / 2 };
  const reach = Math.max(24, (to.x - from.x) / 2);
  return [
    { id, path: `M${from.x} ${from.y}C${from.x + reach} ${from.y} ${to.x - reach} ${to.y} ${to.x} ${to.y}` },
  ];
}
