import { createReadStream } from 'node:fs';
import { isObject } from '@heed/labeling/formats/feedback.ts';
import { NodeError, text } from '@heed/schema';
import { firstBadByte, LONGEST_LINE } from './lines.ts';
import { beginning, type RawRecord } from './raw-record.ts';

/**
 * The objects of a file that is one JSON list, one after the other, so that a list of any length can be read; they count
 * from 1 in the place of lines. Throws a `NodeError` for an element over 64 MB.
 */
export async function* readJsonList(
  file: string,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<RawRecord> {
  const elements = new ListElements();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let offset = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    const piece = decoded(decoder, chunk);
    if (piece === undefined) {
      yield notUtf8(elements.count + 1, offset + firstBadByte(chunk));
      return;
    }
    offset += chunk.length;
    yield* elements.take(piece);
    if (elements.problem) break;
  }
  yield* elements.end();
}

function decoded(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer): string | undefined {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    return undefined;
  }
}

function notUtf8(line: number, byte: number): RawRecord {
  const bad = text(
    `is not UTF-8 at byte ${byte} of the file; save the file as UTF-8`,
    `在文件第 ${byte} 字节处不是 UTF-8 编码；请将文件另存为 UTF-8`,
  );
  return { line, bad };
}

/** Cuts the text of a list at the commas between its elements, whatever the pieces in which it comes. */
class ListElements {
  count = 0;
  problem: RawRecord | undefined;
  #hasBegun = false;
  /** 1 between the elements of the list. */
  #depth = 1;
  #isInString = false;
  #isEscaped = false;
  #isOver = false;
  #element = '';

  *take(piece: string): Generator<RawRecord> {
    let start = this.#hasBegun ? 0 : this.#begin(piece);
    for (let at = start; at < piece.length && this.#hasBegun; at++) {
      if (!this.#cutsAt(piece.charCodeAt(at))) continue;
      this.#element += piece.slice(start, at);
      start = at + 1;
      yield* this.#finish();
    }
    this.#element += piece.slice(start);
    if (this.#element.length > LONGEST_LINE) throw tooLong(this.count + 1);
  }

  *end(): Generator<RawRecord> {
    if (!this.problem && !this.#hasBegun) this.problem = noList(this.#element);
    if (!this.problem && !this.#isOver)
      this.problem = this.#broken('ends in the middle of its list', '在列表中途结束');
    if (!this.problem && this.#element.trim() !== '')
      this.problem = this.#broken('goes on after its list has ended', '在列表结束后还有内容');
    if (this.problem) yield this.problem;
  }

  #broken(en: string, zh: string): RawRecord {
    return { line: this.count + 1, bad: text(en, zh) };
  }

  /** Where the list's first element starts; nothing but its bracket may stand before it. */
  #begin(piece: string): number {
    const at = piece.search(/\S/);
    if (at < 0) return piece.length;
    this.#hasBegun = piece[at] === '[';
    if (!this.#hasBegun) this.problem = noList(piece);
    return this.#hasBegun ? at + 1 : piece.length;
  }

  /** Follows one character; true for a comma of the list, and for the bracket that closes it. */
  #cutsAt(code: number): boolean {
    if (this.#isInString) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (code === 0x5c) this.#isEscaped = true;
      else if (code === 0x22) this.#isInString = false;
      return false;
    }
    if (code === 0x22) this.#isInString = true;
    if (code === 0x2c) return this.#depth === 1;
    if (code === 0x7b || code === 0x5b) this.#depth++;
    if (code !== 0x7d && code !== 0x5d) return false;
    if (--this.#depth === 0) this.#isOver = true;
    return this.#depth === 0;
  }

  *#finish(): Generator<RawRecord> {
    const json = this.#element;
    this.#element = '';
    if (this.count === 0 && this.#isOver && json.trim() === '') return;
    const line = ++this.count;
    const fields = parsed(json);
    if (isObject(fields)) yield { line, fields };
    else if (fields !== undefined) yield { line, bad: text('is not an object', '不是对象') };
    else {
      const start = beginning(json);
      yield { line, bad: text(`is not a JSON object: ${start}`, `不是 JSON 对象：${start}`) };
    }
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function noList(start: string): RawRecord {
  const shown = beginning(start);
  return {
    line: 1,
    bad: text(`does not begin a JSON list of objects: ${shown}`, `不是 JSON 对象列表的开头：${shown}`),
  };
}

function tooLong(element: number): NodeError {
  const megabytes = LONGEST_LINE / 1024 / 1024;
  return new NodeError(
    text(
      `Element ${element} of the list is longer than ${megabytes} MB; check that its quotes and brackets are closed.`,
      `列表的第 ${element} 个元素超过 ${megabytes} MB；请检查引号与括号是否闭合。`,
    ),
  );
}
