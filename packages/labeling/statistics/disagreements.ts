import type { Category } from './alpha.ts';
import type { QualityFigures } from './figures-schema.ts';
import type { JudgedRow } from './judged.ts';

/** Tasks listed; the others are counted. */
const MOST_LISTED = 100;

/** Tasks of which labelers said different things, the most divided first. */
export function disagreements(
  judged: readonly JudgedRow[],
  gold: ReadonlyMap<string, Category>,
): Pick<QualityFigures, 'disagreements' | 'disagreed'> {
  const divided = [...Map.groupBy(judged, ({ unit }) => unit).values()]
    .map((own) => ({ own, split: splitOf(own) }))
    .filter(({ split }) => split > 0)
    .sort((a, b) => b.split - a.split || b.own.length - a.own.length);
  return {
    disagreements: divided.slice(0, MOST_LISTED).map(({ own }) => describe(own, gold)),
    disagreed: divided.length,
  };
}

/** Chance that two of the labelers, drawn at random, disagree. */
function splitOf(own: readonly JudgedRow[]): number {
  const said = own.flatMap(({ category }) => category ?? []);
  const pairs = said.length * (said.length - 1);
  if (pairs === 0) return 0;
  const counts = [...Map.groupBy(said, String).values()].map(({ length }) => length);
  return 1 - counts.reduce((sum, count) => sum + count * (count - 1), 0) / pairs;
}

function describe(
  own: readonly JudgedRow[],
  gold: ReadonlyMap<string, Category>,
): QualityFigures['disagreements'][number] {
  const [{ row, shown }] = own as [JudgedRow];
  const candidates = shown
    .map(({ id, text, media }) => ({
      ...{ id, text },
      ...(media && { media: { artifact: media.artifact, path: media.path } }),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    taskId: row.taskId,
    form: row.form,
    isKnown: gold.has(row.taskId),
    prompt: row.prompt,
    candidates,
    answers: own.map((one) => {
      const place = candidates.findIndex(({ id }) => id === one.row.chosenId);
      const ranks = one.row.outcome === 'answered' ? ranksOf(one, candidates) : null;
      const isOther = one.row.outcome === 'answered' && place < 0 && ranks === null;
      return {
        labeler: one.row.labeler,
        kind: one.row.labelerKind,
        outcome: one.row.outcome,
        chosen: place < 0 ? null : place,
        ranks,
        said: isOther && one.category !== null ? String(one.category) : null,
      };
    }),
  };
}

/** Ranks of more than two candidates that were all compared with each other: one more than how many are better. */
function ranksOf({ comparisons }: JudgedRow, candidates: readonly { id: string }[]): number[] | null {
  const pairs = (candidates.length * (candidates.length - 1)) / 2;
  if (candidates.length < 3 || comparisons.length < pairs) return null;
  const worse = comparisons.flatMap((one) => ('worse' in one ? one.worse : []));
  return candidates.map(({ id }) => 1 + worse.filter((other) => other === id).length);
}
