import { join } from 'node:path';
import { demonstrationRow, type NodeContext, type NodeRun, promptRow, TABLE_FILE, text } from '@heed/schema';
import { writeTable } from '@heed/tables';
import type { z } from 'zod';
import type { FormatName } from '../shared/files/formats.ts';
import { readRecords } from '../shared/files/read-records.ts';
import { type Columns, toRecord } from './records.ts';
import type spec from './spec.ts';
import { type Split, splitRecords } from './split.ts';

type Config = z.infer<typeof spec.config>;
type Context = NodeContext<Config>;

/** TXT files have neither columns nor answers. */
function columnsOf(config: Config, format: FormatName): Columns {
  return format === 'txt'
    ? { ...config, promptColumn: 'prompt', completionColumn: '', referenceColumn: '' }
    : config;
}

async function writeOutputs(context: Context, split: Split): Promise<void> {
  for (const port of ['demonstrations', 'prompts', 'heldOutPrompts', 'references'] as const) {
    const output = context.output(port);
    const schema = port === 'demonstrations' || port === 'references' ? demonstrationRow : promptRow;
    await writeTable(join(output.directory, TABLE_FILE), schema, split[port]);
    output.describe({
      facts: { modality: 'text', columns: Object.keys(schema.shape) },
      summary: [{ title: text('Rows', '行数'), value: split[port].length }],
    });
  }
}

export const run: NodeRun<Config> = async (context) => {
  const { config, seed } = context;
  const { records, badLines } = await readRecords(context, (fields, format) =>
    toRecord(fields, columnsOf(config, format)),
  );
  const split = splitRecords(records, config.heldOutFraction, seed);
  await writeOutputs(context, split);
  const inLanguage = (language: string) => records.filter((record) => record.language === language).length;
  const recordsEn = inLanguage('en');
  const recordsZh = inLanguage('zh');
  context.log(
    'info',
    text(
      `${records.length} records: ${recordsEn} en, ${recordsZh} zh; ${badLines} bad lines.`,
      `${records.length} 条记录：英文 ${recordsEn} 条，中文 ${recordsZh} 条；坏行 ${badLines} 行。`,
    ),
  );
  return {
    records: records.length,
    badLines,
    demonstrations: split.demonstrations.length,
    prompts: split.prompts.length,
    heldOutPrompts: split.heldOutPrompts.length,
    references: split.references.length,
    recordsEn,
    recordsZh,
    recordsOther: records.length - recordsEn - recordsZh,
  };
};
