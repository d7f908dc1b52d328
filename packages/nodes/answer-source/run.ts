import { join } from 'node:path';
import { BadRecord, textOf } from '@heed/labeling/formats/feedback.ts';
import { type CompletionRow, completionRow, type NodeRun, TABLE_FILE, text } from '@heed/schema';
import { writeTable } from '@heed/tables';
import type { z } from 'zod';
import { has, textIn } from '../feedback-source/cells.ts';
import { readRecords } from '../shared/files/read-records.ts';
import { detectLanguage } from '../shared/language.ts';
import { promptIdOf } from '../shared/prompt-id.ts';
import type spec from './spec.ts';

type Config = z.infer<typeof spec.config>;

interface Answers {
  prompt: string;
  language: string;
  answers: string[];
}

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
  const output = context.output('completions');
  await writeTable(join(output.directory, TABLE_FILE), completionRow, rows);
  output.describe({
    facts: { modality: 'text', columns: Object.keys(completionRow.shape) },
    summary: [{ title: text('Rows', '行数'), value: rows.length }],
  });
  return {
    records: records.length,
    badLines,
    prompts: new Set(rows.map(({ promptId }) => promptId)).size,
    completions: rows.length,
    repeated: given - rows.length,
  };
};

/** One answer a line, or a list of them. */
function answersOf(fields: Record<string, unknown>, { promptColumn, completionColumn }: Config): Answers {
  const prompt = textIn(fields, promptColumn);
  const language = has(fields, 'language') ? textIn(fields, 'language').trim() : detectLanguage(prompt);
  const cell = fields[completionColumn];
  const answers = Array.isArray(cell)
    ? cell.map((one) => textOf(one, completionColumn))
    : [textIn(fields, completionColumn)];
  return { prompt, language, answers };
}

/** Rows grouped by prompt, in the order in which prompts first appear. */
function toRows(records: readonly Answers[]): CompletionRow[] {
  const byPrompt = Map.groupBy(records, ({ prompt }) => prompt);
  return [...byPrompt].flatMap(([prompt, same]) => {
    const promptId = promptIdOf(prompt);
    const language = same[0]?.language ?? detectLanguage(prompt);
    const texts = [...new Set(same.flatMap(({ answers }) => answers))];
    return texts.map((completion, index) => ({
      ...{ promptId, prompt, language, completionId: `${promptId}-${index + 1}`, completion },
      ...{ logProb: null, tokens: null, finished: true },
    }));
  });
}
