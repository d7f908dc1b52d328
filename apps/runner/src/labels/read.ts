import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { JudgementEvent } from '@heed/labeling/formats/events/event.ts';
import { isEvent, readEvent } from '@heed/labeling/formats/events/heed.ts';
import { eventOfRow, isRow } from '@heed/labeling/formats/events/table.ts';
import { BadRecord, type Fields } from '@heed/labeling/formats/feedback.ts';
import { formatOf, formats } from '@heed/labeling/formats/index.ts';
import { formatOf as fileKindOf } from '@heed/nodes/shared/files/formats.ts';
import { recordsIn } from '@heed/nodes/shared/files/records.ts';
import { type Localized, NodeError, text } from '@heed/schema';
import type { ImportWish } from '../api/labels-inputs.ts';
import type { ImportView } from '../api/labels-views.ts';
import { UserError } from '../errors.ts';
import { eventOfFeedback, type StatementSource } from './statements.ts';

/** What one record of a file came to: its events, none where it holds no answer yet, or what is wrong with it. */
export type Read = { line: number } & ({ events: JudgementEvent[] } | { bad: Localized });

export interface ImportFile {
  /** Where it lies. */
  path: string;
  fileKind?: ImportWish['fileKind'];
  format?: ImportWish['format'];
}

/** Reads a file as events, record by record, so that a file of any size can be read. */
export class LabelFile {
  readonly #file: ImportFile;
  readonly #about: Omit<StatementSource, 'met'>;
  /** What its records mean, once the first one was seen. */
  format: ImportView['format'] | undefined;

  constructor(file: ImportFile, about: Omit<StatementSource, 'met'>) {
    this.#file = file;
    this.#about = about;
    this.format = file.format;
  }

  async *records(): AsyncGenerator<Read> {
    const { path } = this.#file;
    const file = basename(path);
    await this.#checkThere(file);
    const about = { ...this.#about, met: new Map<string, number>() };
    try {
      const format = this.#file.fileKind ?? kindOf(file);
      for await (const raw of recordsIn({ file, path, format })) {
        if ('bad' in raw) yield raw;
        else yield { line: raw.line, ...this.#understood(raw.fields, about) };
      }
    } catch (error) {
      if (!(error instanceof NodeError)) throw error;
      throw new UserError('BAD_REQUEST', error.localized);
    }
  }

  async #checkThere(file: string): Promise<void> {
    const found = await stat(this.#file.path).catch(() => undefined);
    if (found?.isFile() && found.size > 0) return;
    throw new UserError('BAD_REQUEST', {
      en: found?.isFile()
        ? `${file} is empty; choose a file with judgements.`
        : `There is no file ${file}; upload it again.`,
      zh: found?.isFile() ? `${file} 是空文件；请选择含有评判的文件。` : `没有文件 ${file}；请重新上传。`,
    });
  }

  #understood(fields: Fields, about: StatementSource): { events: JudgementEvent[] } | { bad: Localized } {
    try {
      this.format ??= formatIn(fields);
      if (this.format === 'heed') return { events: [isRow(fields) ? eventOfRow(fields) : readEvent(fields)] };
      const tool = formats.find(({ format }) => format === this.format);
      return { events: (tool?.read(fields) ?? []).map((one) => eventOfFeedback(one, about)) };
    } catch (error) {
      if (error instanceof BadRecord) return { bad: error.clause };
      throw error;
    }
  }
}

function kindOf(file: string) {
  const kind = fileKindOf(file);
  if (kind !== 'txt') return kind;
  throw new UserError('BAD_REQUEST', {
    en: `${file} is plain text; judgements are imported from .jsonl, .json, .csv or .parquet.`,
    zh: `${file} 是纯文本；评判须从 .jsonl、.json、.csv 或 .parquet 文件导入。`,
  });
}

function formatIn(fields: Fields): ImportView['format'] {
  if (isEvent(fields)) return 'heed';
  const found = formatOf(fields);
  if (found) return found.format as ImportView['format'];
  const columns = Object.keys(fields).slice(0, 12).join(', ') || '–';
  throw new BadRecord(
    `has the fields ${columns}, which are those of none of the known formats; choose the format`,
    `的字段为 ${columns}，不属于任何已知格式；请选择格式`,
  );
}

/** The clause of a bad record as a sentence. */
export function sentenceOf(file: string, line: number, clause: Localized): Localized {
  return text(`Line ${line} of ${file} ${clause.en}.`, `${file} 第 ${line} 行${clause.zh}。`);
}
