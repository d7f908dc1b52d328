import { judgedOf, shownOf } from '@heed/labeling/contract/row.ts';
import { formOf } from '@heed/labeling/forms/index.ts';
import type { JudgementRow, PreferenceRow, RankingRow } from '@heed/schema';

/** Answers that were compared with each other at once, by their number within the prompt. */
export interface Comparison {
  answers: number[];
  /** 1 is best; tied answers have the same rank. */
  ranks: number[];
  /** How often it counts; a preference of strength 0.8 is one of 0.8 and its reverse of 0.2. */
  weight: number;
  /** Who said so, where that is known. */
  labeler?: string;
  /** Whether answers stand in the order in which they were shown. */
  inOrderShown?: boolean;
}

/** A prompt with its different answers and all that is known of their order. */
export interface ComparedPrompt {
  promptId: string;
  prompt: string;
  language: string;
  answers: string[];
  /** What was said at once stands together, so that a simulation can say it anew. */
  verdicts: Comparison[][];
}

/** One statement about answers to a prompt, as text. */
interface Verdict {
  promptId: string;
  prompt: string;
  language: string;
  comparisons: (Omit<Comparison, 'answers'> & { answers: string[] })[];
}

/** Gathers verdicts by prompt and numbers the different answers in the order of their first appearance. */
function gather(verdicts: readonly Verdict[]): ComparedPrompt[] {
  return [...Map.groupBy(verdicts, ({ promptId }) => promptId).values()].map((own) => {
    const numbers = new Map<string, number>();
    const numberOf = (answer: string) => {
      if (!numbers.has(answer)) numbers.set(answer, numbers.size);
      return numbers.get(answer) as number;
    };
    const numbered = own.map(({ comparisons }) =>
      comparisons.map((one) => ({ ...one, answers: one.answers.map(numberOf) })),
    );
    const { promptId, prompt, language } = own[0] as Verdict;
    return { promptId, prompt, language, answers: [...numbers.keys()], verdicts: numbered };
  });
}

/** What was compared, and how many rows said nothing of an order. */
export interface Compared {
  prompts: ComparedPrompt[];
  skipped: number;
}

function gatherUsable(verdicts: readonly (Verdict | undefined)[]): Compared {
  const usable = verdicts.filter((verdict) => verdict !== undefined);
  return { prompts: gather(usable), skipped: verdicts.length - usable.length };
}

/** Preferences between different answers; strengths short of 1 speak for both sides, and 0.5 is a tie. */
export function fromPreferences(rows: readonly PreferenceRow[]): Compared {
  return gatherUsable(
    rows.map(({ promptId, prompt, language, chosen, rejected, preferenceStrength }) => {
      if (chosen === rejected) return undefined;
      const answers = [chosen, rejected];
      const both = [
        { answers, ranks: [1, 2], weight: preferenceStrength },
        { answers, ranks: [2, 1], weight: 1 - preferenceStrength },
      ];
      const tie = [{ answers, ranks: [1, 1], weight: 1 }];
      const comparisons = preferenceStrength === 0.5 ? tie : both.filter(({ weight }) => weight > 0);
      return { promptId, prompt, language, comparisons };
    }),
  );
}

/** Judgements that order answers or call them equal; the others say nothing of an order. */
export function fromJudgements(rows: readonly JudgementRow[]): Compared {
  return gatherUsable(
    rows.map((row) => {
      const { promptId, prompt, language, form } = row;
      const texts = new Map(shownOf(row).map(({ id, text }) => [id, text]));
      const text = (id: string) => texts.get(id) ?? '';
      const orders = formOf(form).compare(judgedOf(formOf(form), row), [...texts.keys()]);
      // a ranking of K is K − 1 judgements, however many pairs it has
      const weight = texts.size > 2 ? 2 / texts.size : 1;
      const comparisons = orders
        .map((order) => {
          const ids = order.tie ? order.candidates : [order.better, order.worse];
          const shown = [...texts.keys()].filter((id) => ids.includes(id));
          const ranks = order.tie ? [1, 1] : shown[0] === order.better ? [1, 2] : [2, 1];
          return { answers: shown.map(text), ranks, weight, labeler: row.labeler, inOrderShown: true };
        })
        .filter(({ answers: [one, other] }) => one !== other);
      return comparisons.length ? { promptId, prompt, language, comparisons } : undefined;
    }),
  );
}

/** Rankings of at least two different answers; of an answer that stands twice the first counts. */
export function fromRankings(rows: readonly RankingRow[]): Compared {
  const groups = Map.groupBy(rows, ({ promptId, rankingId }) => JSON.stringify([promptId, rankingId]));
  return gatherUsable(
    [...groups.values()].map((group) => {
      const ranks = new Map(group.toReversed().map(({ completion, rank }) => [completion, rank]));
      if (ranks.size < 2) return undefined;
      const { promptId, prompt, language } = group[0] as RankingRow;
      const labeler = group[0]?.labeler ?? undefined;
      const comparisons = [{ answers: [...ranks.keys()], ranks: [...ranks.values()], weight: 1, labeler }];
      return { promptId, prompt, language, comparisons };
    }),
  );
}
