import { gather, type Tokenizer } from '@heed/engine';
import { type RankingRow, rankingRow, text } from '@heed/schema';
import { inputRows } from '../../shared/inputs.ts';
import { tellPlainTurns } from '../../shared/prompt-tokens.ts';
import { encodeResponse, responseLength } from '../../shared/responses.ts';
import { requireSplit } from '../../shared/split.ts';
import { type Example, promptWeights } from '../answers.ts';
import { rankingAccuracy, rankingLoss } from '../losses/plackett-luce.ts';
import { choicesOf } from '../ranking.ts';
import { measureRankings, rankingsReport } from '../reports/rankings.ts';
import type { Objective, Reading, RewardModelContext, Scored } from './objective.ts';

/** A ranking as token ids, with a rank from 1 for each answer; equal ranks are ties. */
export interface Ranking extends Example {
  ranks: readonly number[];
}

/** The answers of one ranking: each text once, without those longer than the context. */
function encodeRanking(rows: readonly RankingRow[], tokenizer: Tokenizer, contextLength: number): Ranking {
  const distinct = [...new Map(rows.toReversed().map((row) => [row.completion, row])).values()].reverse();
  const encoded = distinct
    .map((row) => ({ answer: encodeResponse(tokenizer, row.prompt, row.completion), rank: row.rank }))
    .filter(({ answer }) => responseLength(answer) <= contextLength);
  return {
    promptId: (rows[0] as RankingRow).promptId,
    answers: encoded.map(({ answer }) => answer),
    ranks: encoded.map(({ rank }) => rank),
  };
}

const matrix = { shape: ['G', 'K'], dtype: 'float32' } as const;
const labelInputs = {
  places: { shape: ['G', 'K'], dtype: 'int64' },
  atRisk: { shape: ['G', 'K', 'K'], dtype: 'float32' },
  choiceWeights: matrix,
  shares: matrix,
} as const;

/** Labels of a batch of rankings, padded to the longest. */
export function rankingFeeds(batch: readonly Ranking[], weights: ReadonlyMap<string, number>) {
  const longest = Math.max(...batch.map(({ ranks }) => ranks.length));
  const shape = [batch.length, longest];
  const places = new BigInt64Array(batch.length * longest);
  const atRisk = new Float32Array(batch.length * longest * longest);
  const choiceWeights = new Float32Array(batch.length * longest);
  const shares = new Float32Array(batch.length * longest);
  let start = 0;
  for (const [g, { promptId, ranks }] of batch.entries()) {
    const weight = weights.get(promptId) ?? 1;
    const choices = choicesOf(ranks);
    for (let i = 0; i < longest; i++) {
      const at = g * longest + i;
      // padding stands in its own presence alone, so that its logsumexp is finite
      atRisk[at * longest + i] = 1;
      if (i >= ranks.length) continue;
      places[at] = BigInt(start + i);
      shares[at] = 1 / ranks.length;
      if (choices.includes(i)) choiceWeights[at] = weight / choices.length;
      for (const [j, rank] of ranks.entries()) if (rank >= (ranks[i] as number)) atRisk[at * longest + j] = 1;
    }
    start += ranks.length;
  }
  return {
    places: { shape, data: places },
    atRisk: { shape: [...shape, longest], data: atRisk },
    choiceWeights: { shape, data: choiceWeights },
    shares: { shape, data: shares },
  };
}

/** Learns from rankings of K answers, K varying, by the Plackett-Luce likelihood of each ranking's choices. */
export async function rankingsObjective(
  context: RewardModelContext,
  { tokenizer, contextLength }: Reading,
): Promise<Objective<Ranking, keyof typeof labelInputs>> {
  const rows = await inputRows(context, 'preferences', rankingRow);
  tellPlainTurns(context, tokenizer, rows);
  const groups = [...Map.groupBy(rows, (row) => JSON.stringify([row.promptId, row.rankingId])).values()];
  const usable = groups
    .map((group) => encodeRanking(group, tokenizer, contextLength))
    .filter(({ answers }) => answers.length > 1);
  const split = requireSplit(usable, context, text('rankings', '排序'));
  const weights = promptWeights(split.training);
  const withRanks = (scored: readonly Scored<Ranking>[]) =>
    scored.map(({ example: { ranks }, scores }) => ({ ranks, scores }));
  return {
    ...split,
    labelInputs,
    labelFeeds: (batch) => rankingFeeds(batch, weights),
    loss: (flat, { places, ...labels }) => {
      const tensors = { ...labels, scores: gather(flat, places) };
      return {
        loss: rankingLoss(tensors, context.config),
        metrics: { accuracy: rankingAccuracy(tensors) },
      };
    },
    measure: (scored) => measureRankings(withRanks(scored)),
    report: (scored) => rankingsReport(withRanks(scored)),
    counts: { rankings: split.training.length, skipped: groups.length - usable.length },
  };
}
