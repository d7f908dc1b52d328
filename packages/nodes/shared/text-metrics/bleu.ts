import { textUnits } from '../text-units.ts';
import { countNgrams } from './ngrams.ts';

const ORDERS = [1, 2, 3, 4];

/** For each run, the highest count that any of the references has. */
function highestCounts(references: readonly string[][], order: number): Map<string, number> {
  const highest = new Map<string, number>();
  for (const reference of references)
    for (const [run, count] of countNgrams(reference, order))
      highest.set(run, Math.max(count, highest.get(run) ?? 0));
  return highest;
}

/** Clipped precision of one order; orders above 1 add one to both counts. */
function precision(answer: readonly string[], references: readonly string[][], order: number): number {
  const limits = highestCounts(references, order);
  const added = order > 1 ? 1 : 0;
  let matches = 0;
  for (const [run, count] of countNgrams(answer, order)) matches += Math.min(count, limits.get(run) ?? 0);
  return (matches + added) / (Math.max(0, answer.length - order + 1) + added);
}

/** The length of the reference nearest to the answer's; the shorter of two that are equally near. */
function nearestLength(length: number, references: readonly string[][]): number {
  const lengths = references.map((reference) => reference.length).sort((a, b) => a - b);
  return lengths.reduce((best, one) => (Math.abs(one - length) < Math.abs(best - length) ? one : best));
}

/**
 * BLEU-4 of one answer (Papineni et al. 2002), between 0 and 1, with add-one smoothing of the orders above 1 (Lin & Och
 * 2004; method 2 of Chen & Cherry 2014). Units are words, and characters of Chinese; case and punctuation do not count.
 */
export function sentenceBleu(answer: string, references: readonly string[]): number {
  const units = textUnits(answer);
  const wanted = references.map(textUnits).filter(({ length }) => length > 0);
  if (!units.length || !wanted.length) return 0;
  const precisions = ORDERS.map((order) => precision(units, wanted, order));
  if (precisions[0] === 0) return 0;
  const logMean = precisions.reduce((sum, one) => sum + Math.log(one), 0) / ORDERS.length;
  return Math.exp(logMean + Math.min(0, 1 - nearestLength(units.length, wanted) / units.length));
}
