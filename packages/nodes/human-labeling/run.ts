import { join } from 'node:path';
import type { LabeledRows, LabelingForm } from '@heed/labeling/contract/form.ts';
import { type Policy, policySchema } from '@heed/labeling/contract/policy.ts';
import { formOf } from '@heed/labeling/forms/index.ts';
import {
  demonstrationRow,
  type JudgementRow,
  judgementRow,
  type LabelingTask,
  type NodeContext,
  NodeError,
  type NodeRun,
  preferenceRow,
  rankingRow,
  ratingRow,
  TABLE_FILE,
  text,
} from '@heed/schema';
import { writeTable } from '@heed/tables';
import type { z } from 'zod';
import { chunks } from '../shared/batching.ts';
import { openScorer } from '../shared/scorer.ts';
import { agreement, countOutcomes } from './counts.ts';
import { judgeTasks } from './judge.ts';
import type spec from './spec.ts';
import { makeTasks, readCandidates } from './tasks.ts';

type Context = NodeContext<z.infer<typeof spec.config>>;

/** Pairs that a judge scores before it shows how far it is. */
const JUDGE_BATCH = 200;

/** What every wired judge says of every task; nothing where none is wired. */
async function judgeAll(context: Context, form: LabelingForm, tasks: readonly LabelingTask[]) {
  const { config, inputs, signal, progress } = context;
  const judges = inputs.judge ?? [];
  const judgements: JudgementRow[] = [];
  for (const judge of judges) {
    await using scorer = await openScorer(judge);
    for (const batch of chunks(tasks, JUDGE_BATCH)) {
      signal.throwIfAborted();
      const all = tasks.length * judges.length;
      const message = text(
        `${judgements.length} of ${all} judgements`,
        `已评判 ${judgements.length} 次，共 ${all} 次`,
      );
      progress(judgements.length / all, message);
      judgements.push(...(await judgeTasks(form, batch, scorer, config.minimumMargin)));
    }
  }
  return judgements;
}

async function askPeople(
  { config, ask }: Context,
  form: LabelingForm,
  tasks: LabelingTask[],
  judgements: JudgementRow[],
): Promise<JudgementRow[]> {
  const { question, guidelines, overlap } = config;
  const settings = form.settings.parse(config);
  return ask({
    ...{ form: form.form, formVersion: form.version, settings, guidelines, overlap, labelSet: '', tasks },
    question: question ? text(question, question) : form.question(settings),
    judgements,
  });
}

/** An answered questionnaire need not give rows: what was said stands in the judgements. */
function checkRows(rows: LabeledRows, judgements: readonly JudgementRow[]): void {
  const { undecided, ...tables } = rows;
  if (Object.values(tables).some(({ length }) => length > 0)) return;
  if (undecided === 0 && judgements.some(({ outcome }) => outcome === 'answered')) return;
  const { tie, bothBad, cannotJudge, skipped } = countOutcomes(judgements);
  throw new NodeError(
    text(
      `The judgements gave nothing to learn from (ties: ${tie}, both bad: ${bothBad}, cannot judge: ${cannotJudge}, passed over: ${skipped}; ${judgements.length} in all); compare answers that differ more, or change what becomes of ties.`,
      `${judgements.length} 条评判没有得到可用于学习的数据：平局 ${tie}，都不好 ${bothBad}，无法判断 ${cannotJudge}，跳过 ${skipped}；请比较差异更大的回答，或更改平局的处理方式。`,
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

async function writeAll(context: Context, judgements: JudgementRow[], rows: LabeledRows): Promise<void> {
  await writeRows(context, 'judgements', judgementRow, judgements);
  await writeRows(context, 'preferences', preferenceRow, rows.preferences);
  await writeRows(context, 'rankings', rankingRow, rows.rankings);
  await writeRows(context, 'ratings', ratingRow, rows.ratings);
  await writeRows(context, 'unpaired', ratingRow, rows.unpaired);
  await writeRows(context, 'demonstrations', demonstrationRow, rows.demonstrations);
}

/** The fields that say what becomes of judgements, under the names of a policy. */
function policyOf({ ties, bothBad, split, strengths, late, judges }: Context['config']): Policy {
  return policySchema.parse({ ties, bothBad, split, strength: strengths, late, judges });
}

export const run: NodeRun<Context['config']> = async (context) => {
  const { config, inputs, seed } = context;
  const form = formOf(config.form);
  const candidates = await readCandidates(inputs.completions ?? []);
  const { tasks, identicalSkipped } = makeTasks(form, candidates, form.settings.parse(config), seed);

  const judged = await judgeAll(context, form, tasks);
  const isAlone = judged.length > 0 && config.judgeRole === 'instead';
  const judgements = isAlone ? judged : await askPeople(context, form, tasks, judged);
  const rows = form.rows(judgements, policyOf(config), form.settings.parse(config));
  checkRows(rows, judgements);

  await writeAll(context, judgements, rows);
  const agreed = agreement(form, judgements);
  return {
    tasks: tasks.length,
    identicalSkipped,
    ...countOutcomes(judgements),
    preferences: rows.preferences.length,
    undecided: rows.undecided,
    ...(agreed !== undefined && { agreement: agreed }),
  };
};
