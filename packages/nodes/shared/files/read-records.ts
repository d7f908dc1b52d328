import { stat } from 'node:fs/promises';
import { type Localized, type NodeContext, NodeError, text } from '@heed/schema';
import type { FileConfig } from './fields.ts';
import { type FormatName, formatOf } from './formats.ts';
import { recordsIn } from './records.ts';

type Context = NodeContext<FileConfig>;

/** Bad lines that the log quotes; more would hide the rest. */
const QUOTED_BAD_LINES = 20;

/** What is wrong with a record, as a clause that follows "Line 7 of chat.jsonl". */
export interface Bad {
  bad: Localized;
}

async function fileSize(file: string, path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return found.size;
  throw new NodeError(
    found
      ? text(`${file} is not a file; choose a data file.`, `${file} 不是文件；请选择数据文件。`)
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
      if (bad.length <= QUOTED_BAD_LINES)
        log('warn', text(`Skipped: ${sentence.en}`, `已跳过：${sentence.zh}`));
    },
  };
}

function checkNotEmpty(file: string, count: number, bad: readonly Localized[]): void {
  if (count) return;
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

/**
 * Reads the file of a node's config and turns the fields of each record into what `parse` makes of them. A bad record
 * stops the node with its line, or is counted, as the config says; a file without a good record is refused.
 */
export async function readRecords<One extends object>(
  context: Context,
  parse: (fields: Record<string, unknown>, format: FormatName) => One | Bad,
): Promise<{ records: One[]; badLines: number }> {
  const { config, progress, signal } = context;
  const path = context.resolveFile(config.file);
  const size = await fileSize(config.file, path);
  const format = config.format === 'auto' ? formatOf(config.file) : config.format;
  const keeper = badLineKeeper(context);
  const records: One[] = [];
  let bytes = 0;
  const raws = recordsIn({ file: config.file, path, format }, (count) => {
    signal.throwIfAborted();
    bytes += count;
    progress(0.9 * Math.min(1, bytes / size), text(`${records.length} records`, `${records.length} 条记录`));
  });
  for await (const raw of raws) {
    const record = 'bad' in raw ? raw : parse(raw.fields, format);
    if ('bad' in record) keeper.keep(raw.line, (record as Bad).bad);
    else records.push(record);
    if (config.limit && records.length === config.limit) break;
  }
  checkNotEmpty(config.file, records.length, keeper.bad);
  return { records, badLines: keeper.bad.length };
}
