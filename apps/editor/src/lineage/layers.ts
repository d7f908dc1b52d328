import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

export type Lineage = inferRouterOutputs<AppRouter>['artifacts']['lineage'];
export type LineageArtifact = Lineage['artifacts'][number];
export type LineageStep = Lineage['steps'][number];
export type Direction = 'back' | 'forward';

/** What the picture and the list are given. */
export interface LineageViewProps {
  lineage: Lineage;
  direction: Direction;
  /** Asks for what lies beyond an artifact. */
  onOpen(artifact: string): void;
}

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
export interface Neighbors {
  /** By artifact: the steps that lead from it to the root. */
  stepsNearer: Map<string, LineageStep[]>;
  /** By step: its artifacts that are nearer to the root, and those that are farther. */
  nearer(step: LineageStep): string[];
  farther(step: LineageStep): string[];
}

/** The neighbors of a lineage that is read back from its root, or forward from it. */
export function neighborsOf({ artifacts, steps }: Lineage, direction: Direction): Neighbors {
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
