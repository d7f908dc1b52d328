import { BadRecord, textOf } from '@heed/labeling/formats/feedback.ts';
import { NodeError, text } from '@heed/schema';

/** How good an answer is known to be: the higher the better, 0 is not right; null where nothing is known. */
export type Quality = number | null;

const LETTERS = 'ABCDEFGHIJKL';
const TIES = new Set(['tie', 'equal', '\u5e73\u5c40']);

/**
 * What a cell says of the answers of its line. The right one is named by its text, its place (1 is the first) or its
 * letter; "tie" says that all are equally good; a list has a number for each. Of a single answer the cell says how good
 * it is, by a number, or whether it is right.
 */
export function qualitiesOf(cell: unknown, answers: readonly string[], column: string): Quality[] {
  if (cell === undefined || cell === null || cell === '') return answers.map(() => null);
  const list = listOf(cell);
  if (list) return numbersOf(list, answers, column);
  const [only] = answers;
  if (answers.length === 1 && only !== undefined) return [qualityOf(cell, only, column)];
  const said = textOf(typeof cell === 'number' ? String(cell) : cell, column).trim();
  if (!answers.includes(said) && TIES.has(said.toLowerCase())) return answers.map(() => 1);
  const place = placeOf(said, answers);
  if (place === undefined)
    throw new BadRecord(
      `has "${said}" in "${column}", which is neither one of its ${answers.length} answers nor a place among them`,
      `\u7684\u201c${column}\u201d\u4e3a\u201c${said}\u201d\uff0c\u65e2\u4e0d\u662f\u5176 ${answers.length} \u4e2a\u56de\u7b54\u4e4b\u4e00\uff0c\u4e5f\u4e0d\u662f\u5176\u4e2d\u7684\u5e8f\u53f7`,
    );
  return answers.map((_, index) => (index === place ? 1 : 0));
}

/** A list, also as CSV has it: as JSON. */
function listOf(cell: unknown): unknown[] | undefined {
  if (Array.isArray(cell)) return cell;
  if (typeof cell !== 'string' || !cell.trim().startsWith('[')) return undefined;
  try {
    const parsed: unknown = JSON.parse(cell);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function numbersOf(list: readonly unknown[], answers: readonly string[], column: string): Quality[] {
  const isNumber = (one: unknown) => one === null || (typeof one === 'number' && Number.isFinite(one));
  if (list.length === answers.length && list.every(isNumber)) return list as Quality[];
  throw new BadRecord(
    `needs a number for each of its ${answers.length} answers in "${column}"`,
    `\u7684\u201c${column}\u201d\u987b\u4e3a\u5176 ${answers.length} \u4e2a\u56de\u7b54\u5404\u7ed9\u4e00\u4e2a\u6570`,
  );
}

/** Of one answer to a line: a number, a yes or no, or the right answer, which it is or is not. */
function qualityOf(cell: unknown, answer: string, column: string): number {
  if (typeof cell === 'boolean') return Number(cell);
  const said = textOf(typeof cell === 'number' ? String(cell) : cell, column).trim();
  if (said === answer.trim()) return 1;
  if (/^(true|false)$/i.test(said)) return Number(said.toLowerCase() === 'true');
  const number = Number(said);
  return Number.isFinite(number) ? number : 0;
}

function placeOf(said: string, answers: readonly string[]): number | undefined {
  const byText = answers.findIndex((answer) => answer.trim() === said);
  if (byText >= 0) return byText;
  const place = /^\d+$/.test(said) ? Number(said) - 1 : LETTERS.indexOf(said.toUpperCase() || '?');
  return said.length <= 2 && place >= 0 && place < answers.length ? place : undefined;
}

interface Known {
  prompt: string;
  gold: Quality;
}

/** Refuses a column that says nothing, and a right answer that stands nowhere: every labeler would be wrong by it. */
export function checkKnown(
  rows: readonly Known[],
  { file, goldColumn }: { file: string; goldColumn: string },
): void {
  const known = rows.filter(({ gold }) => gold !== null);
  if (known.length === 0)
    throw new NodeError(
      text(
        `No line of ${file} says in the column "${goldColumn}" what is right; correct the name of the column, or leave it empty.`,
        `${file} 中没有一行在列“${goldColumn}”中说明正确答案；请更正列名，或将其留空。`,
      ),
    );
  const ofPrompts = Map.groupBy(known, ({ prompt }) => prompt);
  const wrong = [...ofPrompts].find(([, all]) => all.length > 1 && all.every(({ gold }) => gold === 0));
  if (!wrong) return;
  const [prompt] = wrong;
  const short = prompt.length > 60 ? `${prompt.slice(0, 60)}…` : prompt;
  throw new NodeError(
    text(
      `In ${file}, none of the answers to "${short}" is right by the column "${goldColumn}"; correct it, or leave it empty for this prompt.`,
      `${file} 中，按列“${goldColumn}”，“${short}”的回答无一正确；请更正，或将此提示的该列留空。`,
    ),
  );
}
