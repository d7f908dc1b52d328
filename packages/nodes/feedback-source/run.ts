import { join } from 'node:path';
import { BadRecord } from '@heed/labeling/formats/feedback.ts';
import {
  type NodeContext,
  NodeError,
  type NodeRun,
  preferenceRow,
  type RankingRow,
  rankingRow,
  ratingRow,
  TABLE_FILE,
  text,
} from '@heed/schema';
import { writeTable } from '@heed/tables';
import type { z } from 'zod';
import { readRecords } from '../shared/files/read-records.ts';
import { type Feedback, type Form, formOf, type Reader, readers } from './forms.ts';
import type spec from './spec.ts';
import { toolReaders } from './tool-formats.ts';

type Context = NodeContext<z.infer<typeof spec.config>>;

const schemas = { preferences: preferenceRow, rankings: rankingRow, ratings: ratingRow } as const;

/** Reads a file of preferences, rankings or ratings into its table; the other two stay empty. */
export const run: NodeRun<Context['config']> = async (context) => {
  const { config } = context;
  let form: Form | undefined = config.form === 'auto' ? undefined : config.form;
  let line = 0;
  const { records, badLines } = await readRecords(context, (fields) => {
    line++;
    try {
      form ??= formOf(fields, config);
      const read = readers[form] ?? (toolReaders[form] as Reader);
      return read(fields, config, line);
    } catch (error) {
      if (error instanceof BadRecord) return { bad: error.clause };
      throw error;
    }
  });
  const feedback: Feedback = {
    preferences: records.flatMap(({ preferences = [] }) => preferences),
    rankings: records.flatMap(({ rankings = [] }) => rankings),
    ratings: records.flatMap(({ ratings = [] }) => ratings),
  };
  const rankings = countRankings(feedback.rankings, config.file);
  await writeTables(context, feedback);
  const rows = Object.values(feedback).flat() as { promptId: string }[];
  return {
    records: records.length,
    badLines,
    prompts: new Set(rows.map(({ promptId }) => promptId)).size,
    preferences: feedback.preferences.length,
    rankings,
    ratings: feedback.ratings.length,
  };
};

/** Rankings of at least two answers. Throws where there are rows, but none of them belong together. */
function countRankings(rows: readonly RankingRow[], file: string): number {
  const groups = Map.groupBy(rows, ({ promptId, rankingId }) => JSON.stringify([promptId, rankingId]));
  const count = [...groups.values()].filter(({ length }) => length > 1).length;
  if (count > 0 || rows.length === 0) return count;
  throw new NodeError(
    text(
      `${file} has ${rows.length} ranked answers, but no two of the same ranking; give the answers of a ranking the same prompt, and the same "rankingId" where there is one.`,
      `${file} 有 ${rows.length} 个带名次的回答，但没有两个属于同一排序；请让同一排序的回答具有相同的提示（以及相同的“rankingId”）。`,
    ),
  );
}

async function writeTables(context: Context, feedback: Feedback): Promise<void> {
  for (const port of ['preferences', 'rankings', 'ratings'] as const) {
    const output = context.output(port);
    const schema = schemas[port] as z.ZodObject;
    await writeTable(join(output.directory, TABLE_FILE), schema, feedback[port]);
    output.describe({
      facts: { modality: 'text', columns: Object.keys(schema.shape) },
      summary: [{ title: text('Rows', '行数'), value: feedback[port].length }],
    });
  }
}
