import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  demonstrationRow,
  type Localized,
  type NodeContext,
  NodeError,
  type NodeRun,
  promptRow,
  TABLE_FILE,
  text,
} from '@heed/schema';
import { writeTable } from '@heed/tables';
import type { z } from 'zod';
import { formatOf, formats } from './formats.ts';
import { readLines } from './lines.ts';
import { type DataRecord, toRecord } from './records.ts';
import type spec from './spec.ts';
import { type Split, splitRecords } from './split.ts';

type Config = z.infer<typeof spec.config>;
type Context = NodeContext<Config>;

/** Bad lines that the log quotes; more would hide the rest. */
const QUOTED_BAD_LINES = 20;

async function fileSize(file: string, path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return found.size;
  throw new NodeError(
    found
      ? text(
          `${file} is not a file; choose a JSONL, CSV or TXT file.`,
          `${file} 不是文件；请选择 JSONL、CSV 或 TXT 文件。`,
        )
      : text(
          `The file ${file} does not exist (looked for at ${path}); correct the path or upload the file.`,
          `文件 ${file} 不存在（查找位置：${path}）；请更正路径或上传文件。`,
        ),
  );
}

/** Stops at a bad line, or counts it, as the config says. */
function badLineKeeper({ config, log }: Context) {
  const bad: Localized[] = [];
  return {
    bad,
    keep(line: number, clause: Localized) {
      const sentence = text(
        `Line ${line} of ${config.file} ${clause.en}.`,
        `${config.file} 第 ${line} 行${clause.zh}。`,
      );
      if (config.onBadLine === 'stop') throw new NodeError(sentence);
      bad.push(sentence);
      if (bad.length <= QUOTED_BAD_LINES) log('warn', `Skipped: ${sentence.en}`);
    },
  };
}

function checkNotEmpty(file: string, records: readonly DataRecord[], bad: readonly Localized[]): void {
  if (records.length) return;
  const [first] = bad;
  throw new NodeError(
    first
      ? text(
          `${file} has 0 good records among ${bad.length} bad lines. ${first.en}`,
          `${file} 中有 0 条有效记录，坏行 ${bad.length} 行。${first.zh}`,
        )
      : text(`${file} has 0 records; choose a file with data.`, `${file} 有 0 条记录；请选择有数据的文件。`),
  );
}

async function readRecords(context: Context, path: string, size: number) {
  const { config, progress, signal } = context;
  const format = config.format === 'auto' ? formatOf(config.file) : config.format;
  const columns = format === 'txt' ? { ...config, promptColumn: 'prompt', completionColumn: '' } : config;
  const keeper = badLineKeeper(context);
  const records: DataRecord[] = [];
  let bytes = 0;
  const lines = readLines(path, (count) => {
    signal.throwIfAborted();
    bytes += count;
    progress(0.9 * Math.min(1, bytes / size), `${records.length} records`);
  });
  for await (const raw of formats[format](lines)) {
    const record = 'bad' in raw ? raw : toRecord(raw.fields, columns);
    if ('bad' in record) keeper.keep(raw.line, record.bad);
    else records.push(record);
    if (config.limit && records.length === config.limit) break;
  }
  checkNotEmpty(config.file, records, keeper.bad);
  return { records, badLines: keeper.bad.length };
}

async function writeOutputs(context: Context, split: Split): Promise<void> {
  for (const port of ['demonstrations', 'prompts', 'heldOutPrompts'] as const) {
    const output = context.output(port);
    const schema = port === 'demonstrations' ? demonstrationRow : promptRow;
    await writeTable(join(output.directory, TABLE_FILE), schema, split[port]);
    output.describe({
      facts: { modality: 'text', columns: Object.keys(schema.shape) },
      summary: [{ title: text('Rows', '行数'), value: split[port].length }],
    });
  }
}

export const run: NodeRun<Config> = async (context) => {
  const { config, seed } = context;
  const path = context.resolveFile(config.file);
  const size = await fileSize(config.file, path);
  const { records, badLines } = await readRecords(context, path, size);
  const split = splitRecords(records, config.heldOutFraction, seed);
  await writeOutputs(context, split);
  const inLanguage = (language: string) => records.filter((record) => record.language === language).length;
  const recordsEn = inLanguage('en');
  const recordsZh = inLanguage('zh');
  context.log('info', `${records.length} records: ${recordsEn} en, ${recordsZh} zh; ${badLines} bad lines.`);
  return {
    records: records.length,
    badLines,
    demonstrations: split.demonstrations.length,
    prompts: split.prompts.length,
    heldOutPrompts: split.heldOutPrompts.length,
    recordsEn,
    recordsZh,
    recordsOther: records.length - recordsEn - recordsZh,
  };
};
