import { TABLE_FILE } from '@heed/schema';
import type { RolloutsQuery } from '../api/artifact-inputs.ts';
import type { RolloutsView } from '../api/artifact-views.ts';
import type { Database } from '../db/open.ts';
import { UserError } from '../errors.ts';
import { findRun, lastAttempt } from '../execution/attempts.ts';
import { newestFiles } from '../execution/checkpoints.ts';
import type { ArtifactStore } from './store.ts';
import { describeColumns, onTables } from './tables.ts';

/** The output that holds every sampled answer, and the file of a checkpoint that holds those so far. */
const ROLLOUTS = 'rollouts';
/** The column that says at which step of the curves an answer was sampled. */
const STEP = 'update';

export interface RolloutParts {
  db: Database;
  artifacts: ArtifactStore;
  dataFolder: string;
}

interface RolloutTable {
  files: string[];
  /** Absent while the node is at work: its newest checkpoint is read then, and what came since. */
  artifact?: string;
}

/** Where the rollouts of a node run lie, if there are any yet. */
export function rolloutTable(
  { db, artifacts, dataFolder }: RolloutParts,
  run: string,
  node: string,
): RolloutTable | undefined {
  const attempt = lastAttempt(db, run, node);
  const artifact = attempt?.outputs?.[ROLLOUTS];
  if (artifact !== undefined && artifacts.has(artifact))
    return { artifact, files: [artifacts.fileOf(artifact, TABLE_FILE)] };
  const key = attempt?.cacheKey;
  const files = key ? newestFiles(dataFolder, { key, run }, `${ROLLOUTS}.parquet`) : [];
  return files.length > 0 ? { files } : undefined;
}

/** A page of the answers that a node sampled, also while it is still at work; none before its first step is done. */
export async function rolloutRows(
  parts: RolloutParts,
  { run, node, ...page }: RolloutsQuery,
): Promise<RolloutsView> {
  if (!findRun(parts.db, run))
    throw new UserError('NOT_FOUND', { en: `There is no run ${run}.`, zh: `没有运行 ${run}。` });
  const table = rolloutTable(parts, run, node);
  if (!table) return { columns: [], rows: [], total: 0 };
  return onTables(async ({ queryTable }) => {
    const { columns, rows, total } = await queryTable(table.files, page);
    const end = async (descending: boolean) => {
      const query = { offset: 0, limit: 1, sort: STEP, descending };
      const [row] = (await queryTable(table.files, query)).rows;
      return Number(row?.[STEP] ?? 0);
    };
    const steps = { first: await end(false), last: await end(true) };
    return { artifact: table.artifact, columns: describeColumns('completions', columns), rows, total, steps };
  });
}
