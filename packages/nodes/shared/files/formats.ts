import { pipeline, Readable } from 'node:stream';
import { setImmediate as breath } from 'node:timers/promises';
import { isObject } from '@heed/labeling/formats/feedback.ts';
import { NodeError, text } from '@heed/schema';
import { CsvError, parse } from 'csv-parse';
import { type Line, LONGEST_LINE } from './lines.ts';
import { beginning, type RawRecord } from './raw-record.ts';

/** Records of lines; `file` is how messages call where they stand. */
type Format = (lines: AsyncIterable<Line>, file: string) => AsyncIterable<RawRecord>;

async function* goodLines(lines: AsyncIterable<Line>) {
  for await (const line of lines) {
    if ('bad' in line || line.text.trim() !== '') yield line;
  }
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function* jsonl(lines: AsyncIterable<Line>): AsyncGenerator<RawRecord> {
  for await (const line of goodLines(lines)) {
    if ('bad' in line) {
      yield { line: line.number, bad: line.bad };
      continue;
    }
    const fields = parseObject(line.text);
    const start = beginning(line.text);
    const bad = text(`is not a JSON object: ${start}`, `不是 JSON 对象：${start}`);
    yield fields ? { line: line.number, fields } : { line: line.number, bad };
  }
}

async function* txt(lines: AsyncIterable<Line>): AsyncGenerator<RawRecord> {
  for await (const line of goodLines(lines)) {
    if ('bad' in line) yield { line: line.number, bad: line.bad };
    else yield { line: line.number, fields: { prompt: line.text.replace(/\r$/, '') } };
  }
}

/** Bytes of a piece of CSV: milliseconds of work. */
const CSV_PIECE = 16 * 1024;

/** CSV fields may hold newlines, so that one undecodable line spoils the whole: it always stops. */
async function* csvText(lines: AsyncIterable<Line>, file: string) {
  for await (const line of lines) {
    if ('bad' in line)
      throw new NodeError(
        text(
          `Line ${line.number} of ${file} ${line.bad.en}.`,
          `${file} 第 ${line.number} 行${line.bad.zh}。`,
        ),
      );
    // the parser works through a piece at one go, so that pieces of a long line let others work in between
    const bytes = Buffer.from(`${line.text}\n`);
    for (let at = 0; at < bytes.length; at += CSV_PIECE) {
      if (at > 0) await breath();
      yield bytes.subarray(at, at + CSV_PIECE);
    }
  }
}

function csvProblem({ message, lines }: CsvError): RawRecord {
  const detail = message.replace(/ at line \d+.*$/s, '');
  return { line: Number(lines ?? 0), bad: text(`is not valid CSV: ${detail}`, `不是有效的 CSV：${detail}`) };
}

async function* csv(lines: AsyncIterable<Line>, file: string): AsyncGenerator<RawRecord> {
  const parser = parse({
    columns: true,
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: LONGEST_LINE,
  });
  const skipped: RawRecord[] = [];
  parser.on('skip', (error: CsvError) => skipped.push(csvProblem(error)));
  pipeline(Readable.from(csvText(lines, file)), parser, () => {});
  try {
    for await (const { record, info } of parser) {
      yield* skipped.splice(0);
      yield { line: info.lines, fields: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    skipped.push(csvProblem(error));
  }
  yield* skipped;
}

/** How each format made of lines becomes records. */
export const lineFormats = { jsonl, csv, txt } as const satisfies Record<string, Format>;
export type FormatName = keyof typeof lineFormats | 'json' | 'parquet';

const endings: Record<string, FormatName> = {
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'json',
  csv: 'csv',
  txt: 'txt',
  parquet: 'parquet',
};

/** The format that a file's name tells. Throws a `NodeError` where it tells none. */
export function formatOf(file: string): FormatName {
  const ending = /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  const format = endings[ending];
  if (format) return format;
  throw new NodeError(
    text(
      `The name of ${file} does not tell its format; choose it under "Format".`,
      `无法从文件名 ${file} 判断格式；请在“格式”中选择。`,
    ),
  );
}
