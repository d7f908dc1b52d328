import { createRandom } from '@heed/engine';
import {
  type CompletionRow,
  completionRow,
  type InputArtifact,
  type NodeContext,
  NodeError,
  type NodeRun,
  text,
} from '@heed/schema';
import type { z } from 'zod';
import { mean } from '../shared/batching.ts';
import { openDevice } from '../shared/device.ts';
import { inputRows } from '../shared/inputs.ts';
import { openScorer } from '../shared/scorer.ts';
import { agreementOf, disputes, standardized } from './agreement.ts';
import { type Comparison, rewardName, writeReport } from './report.ts';
import type spec from './spec.ts';

type Context = NodeContext<z.infer<typeof spec.config>>;

/** Lets every reward score the same answers, one reward after the other, and compares what they say. */
export const run: NodeRun<Context['config']> = async (context) => {
  const rewards = rewardsOf(context);
  const rows = await drawAnswers(context);
  const device = await openDevice(context);
  const scores: number[][] = [];
  for (const [place, reward] of rewards.entries()) {
    context.signal.throwIfAborted();
    context.progress(
      place / rewards.length,
      text(`reward ${place + 1} of ${rewards.length}`, `第 ${place + 1} 个奖励，共 ${rewards.length} 个`),
    );
    await using scorer = await openScorer(reward, device);
    scores.push(await scorer.score(rows));
    context.log(
      'info',
      text(
        `Reward ${rewardName(place)} is ${scorer.judge}.`,
        `奖励 ${rewardName(place)} 为 ${scorer.judge}。`,
      ),
    );
  }
  const groups = [...Map.groupBy(rows.keys(), (index) => rows[index]?.promptId).values()];
  const comparisons = scores.flatMap((a, first) =>
    scores.slice(first + 1).map((b, after): Comparison => {
      return { first, second: first + 1 + after, agreement: agreementOf(a, b, groups) };
    }),
  );
  const results = { rewards: rewards.length, answers: rows.length, ...meansOf(comparisons) };
  const common = scores.map(standardized);
  const output = context.output('report');
  const findings = { rows, scores: common, comparisons, disputes: disputes(common), results };
  await writeReport(output, findings, context.config.disputed);
  if (results.pairAgreement !== undefined)
    output.describe({
      summary: [{ title: text('same order', '同序比例'), value: results.pairAgreement, format: 'percent' }],
    });
  return results;
};

function rewardsOf({ inputs, nodeId }: Context): readonly InputArtifact[] {
  const rewards = inputs.rewards ?? [];
  if (rewards.length > 1) return rewards;
  throw new NodeError(
    text(
      `Node "${nodeId}" has ${rewards.length} reward to compare and needs two or more; wire another one to its input "rewards".`,
      `节点“${nodeId}”只有 ${rewards.length} 个奖励，至少需要两个才能比较；请在其输入“rewards”上再接一个。`,
    ),
  );
}

/** All answers to some of the prompts. */
async function drawAnswers(context: Context): Promise<CompletionRow[]> {
  const rows = await inputRows(context, 'completions', completionRow);
  const prompts = [...new Set(rows.map(({ promptId }) => promptId))];
  const { promptLimit } = context.config;
  if (promptLimit === 0 || prompts.length <= promptLimit) return rows;
  const drawn = new Set(createRandom(context.seed).fork('prompts').shuffle(prompts).slice(0, promptLimit));
  return rows.filter(({ promptId }) => drawn.has(promptId));
}

/** Each measure as its mean over all two rewards for which it is known. */
function meansOf(comparisons: readonly Comparison[]) {
  const all = comparisons.map(({ agreement }) => agreement);
  const known = (values: readonly (number | undefined)[]) => values.filter((value) => value !== undefined);
  const measures = {
    correlation: known(all.map(({ correlation }) => correlation)),
    rankCorrelation: known(all.map(({ rankCorrelation }) => rankCorrelation)),
    pairAgreement: known(all.map(({ pairAgreement }) => pairAgreement?.value)),
    bestAgreement: known(all.map(({ bestAgreement }) => bestAgreement?.value)),
  };
  const present = Object.entries(measures).filter(([, values]) => values.length > 0);
  return Object.fromEntries(present.map(([name, values]) => [name, mean(values)])) as Partial<
    Record<keyof typeof measures, number>
  >;
}
