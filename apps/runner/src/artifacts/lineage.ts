import { TABLE_FILE } from '@heed/schema';
import type { LineageQuery } from '../api/artifact-inputs.ts';
import type { LineageView } from '../api/artifact-views.ts';
import type { Ancestry, Step } from './ancestry.ts';
import type { ArtifactStore } from './store.ts';
import { onTables } from './tables.ts';

type Kin = LineageView['artifacts'][number];

/**
 * The artifacts and node runs that an artifact came from, or that came from it: breadth first, so that what a limit
 * cuts off is what is farthest. Tables of judgements are counted.
 */
export async function lineage(
  store: ArtifactStore,
  ancestry: Ancestry,
  { id: root, direction = 'back', depth = 30, limit = 300 }: LineageQuery,
): Promise<LineageView> {
  store.open(root);
  const depths = new Map([[root, 0]]);
  const steps = new Map<string, Step>();
  const open = new Set<string>();
  for (const [artifact, reached] of depths) {
    const next = direction === 'back' ? before(ancestry, artifact) : after(ancestry, artifact, limit + 1);
    for (const step of reached < depth ? next.steps : []) {
      steps.set(`${step.run} ${step.node}`, step);
      if (direction === 'back')
        for (const table of judgementTables(store, step)) depths.set(table, depths.get(table) ?? reached);
    }
    for (const other of next.artifacts) {
      if (depths.has(other)) continue;
      if (reached < depth && depths.size < limit) depths.set(other, reached + 1);
      else open.add(artifact);
    }
  }
  const artifacts = await Promise.all([...depths].map(([id, reached]) => describe(store, id, reached)));
  const known = artifacts.filter((kin) => kin !== undefined);
  return {
    ...{ root, artifacts: known, open: [...open] },
    steps: [...steps.values()].map(({ results: _, ...step }) => step),
    judgements: {
      total: sum(known, 'total'),
      people: sum(known, 'people'),
      judges: sum(known, 'judges'),
    },
  };
}

interface Next {
  steps: Step[];
  artifacts: string[];
}

function before(ancestry: Ancestry, artifact: string): Next {
  const step = ancestry.stepThatMade(artifact);
  return { steps: step ? [step] : [], artifacts: step?.inputs.map((input) => input.artifact) ?? [] };
}

/** The judgements from which a labeling node made what it gave besides them. */
function judgementTables(store: ArtifactStore, { outputs }: Step): string[] {
  return outputs.map(({ artifact }) => artifact).filter((id) => store.find(id)?.type === 'judgements');
}

/** Steps are told by what they made, so that a node taken from the cache does not show twice. */
function after(ancestry: Ancestry, artifact: string, most: number): Next {
  const artifacts = ancestry.madeFrom(artifact, most);
  return { steps: artifacts.flatMap((made) => ancestry.stepThatMade(made) ?? []), artifacts };
}

function sum(artifacts: readonly Kin[], what: 'total' | 'people' | 'judges'): number {
  return artifacts.reduce((total, { judgements }) => total + (judgements?.[what] ?? 0), 0);
}

/** Undefined where the artifact was removed since. */
async function describe(store: ArtifactStore, id: string, depth: number): Promise<Kin | undefined> {
  const row = store.about(id);
  if (!row) return undefined;
  const { type, summary, files, labels } = row.manifest;
  const isTable = type === 'judgements' && store.has(id) && files.some(({ path }) => path === TABLE_FILE);
  const judgements = isTable ? await countJudgements(store.fileOf(id, TABLE_FILE)) : undefined;
  return { id, type, summary, bytes: row.bytes, createdAt: row.createdAt, depth, judgements, labels };
}

function countJudgements(file: string): Promise<Kin['judgements']> {
  return onTables(async ({ distinctValues, queryTable }) => {
    const { total } = await queryTable(file, { offset: 0, limit: 0 });
    const { values } = await distinctValues(file, { column: 'labelerKind', limit: 10 });
    const { total: labelers } = await distinctValues(file, { column: 'labeler', limit: 1 });
    const count = (kind: string) => values.find(({ value }) => value === kind)?.count ?? 0;
    return { total, labelers, people: count('person'), judges: count('judge') };
  });
}
