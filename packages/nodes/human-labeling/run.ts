import { join } from 'node:path';
import {
  completionRow,
  type InputArtifact,
  type JudgementRow,
  judgementRow,
  type NodeContext,
  NodeError,
  type NodeRun,
  type PairwiseTask,
  type PreferenceRow,
  preferenceRow,
  TABLE_FILE,
  text,
} from '@heed/schema';
import { writeTable } from '@heed/tables';
import type { z } from 'zod';
import { chunks } from '../shared/batching.ts';
import { inputRows } from '../shared/inputs.ts';
import { openScorer } from '../shared/scorer.ts';
import { judgeTasks } from './judge.ts';
import { choosePairs } from './pairs.ts';
import { agreement, countAnswers, toPreferences } from './preferences.ts';
import type spec from './spec.ts';

type Context = NodeContext<z.infer<typeof spec.config>>;

const standardQuestion = text('Which answer is better?', '哪个回答更好？');

/** Pairs that a judge scores before it shows how far it is. */
const JUDGE_BATCH = 200;

async function judgeAll(context: Context, tasks: readonly PairwiseTask[], judge: InputArtifact) {
  const { config, signal, progress } = context;
  await using scorer = await openScorer(judge);
  const judgements: JudgementRow[] = [];
  for (const batch of chunks(tasks, JUDGE_BATCH)) {
    signal.throwIfAborted();
    progress(judgements.length / tasks.length, `${judgements.length} of ${tasks.length} pairs`);
    judgements.push(...(await judgeTasks(batch, scorer, config.minimumMargin)));
  }
  return judgements;
}

async function askPeople({ config, ask }: Context, tasks: PairwiseTask[]): Promise<JudgementRow[]> {
  const { question, guidelines, overlap } = config;
  const asked = question ? text(question, question) : standardQuestion;
  return ask({ form: 'pairwise', guidelines, question: asked, overlap, tasks });
}

function checkTasks(tasks: readonly PairwiseTask[], completions: number, prompts: number): void {
  if (tasks.length) return;
  throw new NodeError(
    text(
      `There is no pair to compare: the ${completions} completions of ${prompts} prompts have only one different text a prompt; generate more samples or raise the temperature.`,
      `没有可比较的回答对：${prompts} 个提示的 ${completions} 个回答中，每个提示只有一种文本；请增加采样数或提高温度。`,
    ),
  );
}

function checkPreferences(preferences: readonly PreferenceRow[], judgements: readonly JudgementRow[]): void {
  if (preferences.length) return;
  const { tie, bothBad, cannotJudge, skipped } = countAnswers(judgements);
  throw new NodeError(
    text(
      `The judgements gave no preference (ties: ${tie}, both bad: ${bothBad}, cannot judge: ${cannotJudge}, passed over: ${skipped}; ${judgements.length} in all); compare answers that differ more, or keep ties as half wins.`,
      `${judgements.length} 条评判得到 0 个偏好对：平局 ${tie}，都不好 ${bothBad}，无法判断 ${cannotJudge}，跳过 ${skipped}；请比较差异更大的回答，或将平局计为各半胜。`,
    ),
  );
}

async function writeRows<Row extends z.ZodObject>(
  context: Context,
  port: string,
  schema: Row,
  rows: z.output<Row>[],
): Promise<void> {
  const output = context.output(port);
  await writeTable(join(output.directory, TABLE_FILE), schema, rows);
  output.describe({
    facts: { modality: 'text', columns: Object.keys(schema.shape) },
    summary: [{ title: text('Rows', '行数'), value: rows.length }],
  });
}

export const run: NodeRun<Context['config']> = async (context) => {
  const { config, inputs, seed } = context;
  const completions = await inputRows(context, 'completions', completionRow);
  const languages = new Map(completions.map(({ promptId, language }) => [promptId, language]));
  const { tasks, identicalSkipped } = choosePairs(completions, config.pairsPerPrompt, seed);
  checkTasks(tasks, completions.length, languages.size);

  const [judge] = inputs.judge ?? [];
  const judgements = judge ? await judgeAll(context, tasks, judge) : await askPeople(context, tasks);
  const { preferences, tiesDropped } = toPreferences(tasks, judgements, languages, config.ties);
  checkPreferences(preferences, judgements);

  await writeRows(context, 'judgements', judgementRow, judgements);
  await writeRows(context, 'preferences', preferenceRow, preferences);
  const agreed = agreement(judgements);
  return {
    pairs: tasks.length,
    identicalSkipped,
    ...countAnswers(judgements),
    preferences: preferences.length,
    tiesDropped,
    ...(agreed !== undefined && { agreement: agreed }),
  };
};
