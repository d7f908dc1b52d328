import { float32, gather, int64, type Tokenizer } from '@heed/engine';
import { type PreferenceRow, preferenceRow } from '@heed/schema';
import type { RewardedPair } from '../../shared/held-out.ts';
import { inputRows } from '../../shared/inputs.ts';
import { tellPlainTurns } from '../../shared/prompt-tokens.ts';
import { encodeResponse, responseLength } from '../../shared/responses.ts';
import { requireSplit } from '../../shared/split.ts';
import { type Example, promptWeights } from '../answers.ts';
import { pairAccuracy, preferenceLoss } from '../losses/pairwise.ts';
import { measure, preferencesReport } from '../reports/preferences.ts';
import type { Objective, Reading, RewardModelContext, Scored } from './objective.ts';

/** A preference as token ids; its answers are the chosen and the rejected one. */
export interface Pair extends Example {
  /** 1 for a clear choice, 0.5 for a tie. */
  strength: number;
}

/** Tokenizes both sides of a preference: prompt, answer, EOS. */
function encodePair(tokenizer: Tokenizer, { promptId, prompt, ...row }: PreferenceRow): Pair {
  const answers = [row.chosen, row.rejected].map((answer) => encodeResponse(tokenizer, prompt, answer));
  return { promptId, answers, strength: row.preferenceStrength };
}

const vector = { shape: ['P'], dtype: 'float32' } as const;
const places = { shape: ['P'], dtype: 'int64' } as const;
const labelInputs = { chosen: places, rejected: places, strength: vector, weight: vector } as const;

/** Learns from pairs of a chosen and a rejected answer (Ouyang et al. 2022, equation 1). */
export async function preferencesObjective(
  context: RewardModelContext,
  { tokenizer, contextLength }: Reading,
): Promise<Objective<Pair, keyof typeof labelInputs>> {
  const { config } = context;
  const rows = await inputRows(context, 'preferences', preferenceRow);
  tellPlainTurns(context, tokenizer, rows);
  const usable = rows
    .filter((row) => row.chosen !== row.rejected)
    .map((row) => encodePair(tokenizer, row))
    .filter(({ answers }) => answers.every((answer) => responseLength(answer) <= contextLength));
  const split = requireSplit(usable, context);
  const weights = promptWeights(split.training);
  const asPairs = (scored: readonly Scored<Pair>[]): RewardedPair[] =>
    scored.map(({ example: { strength }, scores: [chosen, rejected] }) => ({
      chosen: chosen as number,
      rejected: rejected as number,
      strength,
    }));
  return {
    ...split,
    labelInputs,
    labelFeeds: (batch) => ({
      chosen: int64(batch.map((_, index) => 2 * index)),
      rejected: int64(batch.map((_, index) => 2 * index + 1)),
      strength: float32(batch.map(({ strength }) => strength)),
      weight: float32(batch.map(({ promptId }) => weights.get(promptId) ?? 1)),
    }),
    loss: (scores, labels) => {
      const [chosen, rejected] = [gather(scores, labels.chosen), gather(scores, labels.rejected)];
      const loss = preferenceLoss(chosen, rejected, labels.strength, labels.weight, config);
      return { loss, metrics: { accuracy: pairAccuracy(chosen, rejected, labels.strength) } };
    },
    measure: (scored) => measure(asPairs(scored)),
    report: (scored) => preferencesReport(asPairs(scored)),
    counts: { pairs: split.training.length, skipped: rows.length - usable.length },
  };
}
