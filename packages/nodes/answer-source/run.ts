import { join } from 'node:path';
import { BadRecord, textOf } from '@heed/labeling/formats/feedback.ts';
import { completionRow, type NodeRun, TABLE_FILE, text } from '@heed/schema';
import { writeTable } from '@heed/tables';
import type { z } from 'zod';
import { has, textIn } from '../feedback-source/cells.ts';
import { readRecords } from '../shared/files/read-records.ts';
import { knownMetric } from '../shared/gold-column.ts';
import { checkKnown, type Quality, qualitiesOf } from '../shared/known-answers.ts';
import { detectLanguage } from '../shared/language.ts';
import { promptIdOf } from '../shared/prompt-id.ts';
import type spec from './spec.ts';
import { knownRow } from './spec.ts';

type Config = z.infer<typeof spec.config>;

interface Answers {
  prompt: string;
  language: string;
  answers: string[];
  qualities: Quality[];
}

type Row = z.infer<typeof knownRow>;

/** Reads the answers of a file into one table; equal answers to a prompt stand in it once. */
export const run: NodeRun<Config> = async (context) => {
  const { config } = context;
  const { records, badLines } = await readRecords(context, (fields) => {
    try {
      return answersOf(fields, config);
    } catch (error) {
      if (error instanceof BadRecord) return { bad: error.clause };
      throw error;
    }
  });
  const rows = toRows(records);
  const given = records.reduce((sum, { answers }) => sum + answers.length, 0);
  const known = new Set(rows.flatMap(({ gold, promptId }) => (gold === null ? [] : [promptId])));
  if (config.goldColumn) checkKnown(rows, config);
  const output = context.output('completions');
  const schema = config.goldColumn ? knownRow : completionRow;
  await writeTable<typeof completionRow>(join(output.directory, TABLE_FILE), schema, rows);
  output.describe({
    facts: { modality: 'text', columns: Object.keys(schema.shape) },
    summary: [
      { title: text('Rows', '行数'), value: rows.length },
      ...(config.goldColumn ? [{ title: knownMetric.title, value: known.size }] : []),
    ],
  });
  return {
    records: records.length,
    badLines,
    prompts: new Set(rows.map(({ promptId }) => promptId)).size,
    completions: rows.length,
    repeated: given - rows.length,
    ...(config.goldColumn && { known: known.size }),
  };
};

/** One answer a line, or a list of them. */
function answersOf(
  fields: Record<string, unknown>,
  { promptColumn, completionColumn, goldColumn }: Config,
): Answers {
  const prompt = textIn(fields, promptColumn);
  const language = has(fields, 'language') ? textIn(fields, 'language').trim() : detectLanguage(prompt);
  const cell = fields[completionColumn];
  const answers = Array.isArray(cell)
    ? cell.map((one) => textOf(one, completionColumn))
    : [textIn(fields, completionColumn)];
  const qualities = qualitiesOf(goldColumn ? fields[goldColumn] : null, answers, goldColumn);
  return { prompt, language, answers, qualities };
}

/** Rows grouped by prompt, in the order in which prompts first appear. */
function toRows(records: readonly Answers[]): Row[] {
  const byPrompt = Map.groupBy(records, ({ prompt }) => prompt);
  return [...byPrompt].flatMap(([prompt, same]) => {
    const promptId = promptIdOf(prompt);
    const language = same[0]?.language ?? detectLanguage(prompt);
    const texts = [...new Set(same.flatMap(({ answers }) => answers))];
    const qualities = new Map<string, Quality>();
    for (const { answers, qualities: own } of same)
      for (const [place, answer] of answers.entries())
        qualities.set(answer, qualities.get(answer) ?? own[place] ?? null);
    return texts.map((completion, index) => ({
      ...{ promptId, prompt, language, completionId: `${promptId}-${index + 1}`, completion },
      ...{ logProb: null, tokens: null, finished: true, gold: qualities.get(completion) ?? null },
    }));
  });
}
