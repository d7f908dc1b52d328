import { textUnits } from '../text-units.ts';
import { countNgrams, overlap } from './ngrams.ts';

/** 2PR / (P + R) of `matches` common things out of `answered` and `wanted`. */
function fMeasure(matches: number, answered: number, wanted: number): number {
  return matches === 0 ? 0 : (2 * matches) / (answered + wanted);
}

function fOfRuns(answer: readonly string[], reference: readonly string[], order: number): number {
  const matches = overlap(countNgrams(answer, order), countNgrams(reference, order));
  return fMeasure(matches, answer.length - order + 1, reference.length - order + 1);
}

/** The length of the longest common subsequence. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    const next = [0];
    for (const [at, other] of b.entries())
      next.push(
        one === other ? (row[at] as number) + 1 : Math.max(row[at + 1] as number, next[at] as number),
      );
    row = next;
  }
  return row[b.length] as number;
}

/** The highest value against any of the references; 0 without one. */
function best(
  answer: string,
  references: readonly string[],
  value: (answer: readonly string[], reference: readonly string[]) => number,
): number {
  const units = textUnits(answer);
  return references.reduce((highest, reference) => Math.max(highest, value(units, textUnits(reference))), 0);
}

/**
 * ROUGE-1 or ROUGE-2 (Lin 2004) as F-measure between 0 and 1: common words or pairs of words, with characters for
 * Chinese; case and punctuation do not count. The best reference counts.
 */
export function rougeN(order: 1 | 2, answer: string, references: readonly string[]): number {
  return best(answer, references, (units, reference) => fOfRuns(units, reference, order));
}

/** ROUGE-L (Lin 2004) as F-measure between 0 and 1: the longest common subsequence, in units as of `rougeN`. */
export function rougeL(answer: string, references: readonly string[]): number {
  return best(answer, references, (units, reference) =>
    fMeasure(commonLength(units, reference), units.length, reference.length),
  );
}
