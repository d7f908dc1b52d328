import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  type Judged,
  type LabeledRows,
  type LabelingForm,
  settingsOf,
} from '@heed/labeling/contract/form.ts';
import { type Policy, policySchema, toldPolicy } from '@heed/labeling/contract/policy.ts';
import { formOf } from '@heed/labeling/forms/index.ts';
import {
  type Asked,
  demonstrationRow,
  type JudgementRow,
  judgementRow,
  type KnownTask,
  type LabelingTask,
  type LabelRevision,
  type LabelSource,
  type Modality,
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
import { z } from 'zod';
import { chunks } from '../shared/batching.ts';
import { openCheckpoint } from '../shared/checkpoint/node-checkpoint.ts';
import { rowsPart } from '../shared/checkpoint/parts.ts';
import { openJudge } from '../shared/judges/open-judge.ts';
import { agreement, countOutcomes } from './counts.ts';
import { judgeRow } from './judge.ts';
import { knownAmong, knownInFile } from './known.ts';
import { queueOf } from './queue.ts';
import type spec from './spec.ts';
import { makeConversations, makeTasks, readCandidates } from './tasks.ts';

type Context = NodeContext<z.infer<typeof spec.config>>;

/** What a checkpoint holds beside the judgements: how many tasks each judge is through with. */
const stateSchema = z.object({ done: z.array(z.int()) });

/** What every wired judge says of every task; nothing where none is wired. Costly answers are kept as they come. */
async function judgeAll(
  context: Context,
  form: LabelingForm,
  tasks: readonly LabelingTask[],
): Promise<JudgementRow[]> {
  const { config, inputs, signal, progress, log } = context;
  const judges = inputs.judge ?? [];
  const all = tasks.length * judges.length;
  const asked = { ...questionOf(context, form), form: form.form, title: form.title };
  const checkpoint = await openCheckpoint(context, stateSchema, all);
  const judgements: JudgementRow[] = [];
  await checkpoint.attach(rowsPart('judgements', judgementRow, judgements));
  const done = judges.map((_, place) => checkpoint.saved?.done[place] ?? 0);
  for (const [place, artifact] of judges.entries()) {
    await using judge = await openJudge(artifact, context);
    for (const batch of chunks(tasks.slice(done[place]), judge.batchSize)) {
      signal.throwIfAborted();
      const message = text(
        `${judgements.length} of ${all} judgements`,
        `已评判 ${judgements.length} 次，共 ${all} 次`,
      );
      progress(judgements.length / all, message);
      const { minimumMargin } = config;
      const answers = await judge.answer(asked, batch, { signal, minimumMargin, log });
      for (const [index, task] of batch.entries())
        judgements.push(judgeRow(form, task, judge.name, answers[index] as Judged<unknown>));
      done[place] = (done[place] as number) + batch.length;
      if (judge.isCostly) await checkpoint.keepNow(judgements.length, { done });
    }
  }
  return judgements;
}

/** What is to be judged: conversations with a wired model, or answers that are there already. */
async function tasksOf(context: Context, form: LabelingForm) {
  const { config, inputs, seed } = context;
  if (inputs.model) return { tasks: await makeConversations(form, context), identicalSkipped: 0, known: [] };
  const candidates = await readCandidates(inputs.completions ?? []);
  const settings = form.settings.parse(config);
  const made = makeTasks(form, candidates, settings, seed);
  const known = [
    ...knownAmong(form, made.tasks, candidates, settings),
    ...(await knownInFile(context, form, settings)),
  ];
  return { ...made, known };
}

/** What is asked, by people and judges alike. */
function questionOf(context: Context, form: LabelingForm) {
  const { question, guidelines } = context.config;
  const modality = contentsOf(context, 'judgements');
  const settings = settingsOf(form, context.config, modality);
  return {
    settings,
    guidelines,
    question: question ? text(question, question) : form.question(settings, modality),
  };
}

async function askPeople(
  context: Context,
  form: LabelingForm,
  { tasks, known }: { tasks: LabelingTask[]; known: KnownTask[] },
  judgements: JudgementRow[],
): Promise<Asked> {
  const { config, ask } = context;
  return ask({
    ...{ form: form.form, formVersion: form.version, overlap: config.overlap, labelSet: '', tasks, known },
    ...questionOf(context, form),
    queue: { ...queueOf(config), ...(context.inputs.model && { goldRate: 0, repeatRate: 0 }) },
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

/** What was judged; edited answers are texts. */
function contentsOf({ inputs }: Context, port: string): Modality {
  const judged = inputs.completions?.[0]?.manifest.facts.modality ?? 'text';
  return port === 'demonstrations' ? 'text' : judged;
}

async function writeRows<Row extends z.ZodObject>(
  context: Context,
  port: string,
  schema: Row,
  rows: z.output<Row>[],
  labels: LabelSource,
): Promise<void> {
  const output = context.output(port);
  await writeTable(join(output.directory, TABLE_FILE), schema, rows);
  output.describe({
    facts: { modality: contentsOf(context, port), columns: Object.keys(schema.shape) },
    summary: [{ title: text('Rows', '行数'), value: rows.length }],
    labels,
  });
}

/**
 * What is made of judgements does not name their last event: one more answer that does not vote gives the same bytes, and
 * nothing that learns from them runs again.
 */
async function writeAll(
  context: Context,
  judgements: JudgementRow[],
  rows: LabeledRows,
  { revision, ...labels }: LabelSource,
): Promise<void> {
  const ofJudgements = { ...labels, ...(revision !== undefined && { revision }) };
  await writeRows(context, 'judgements', judgementRow, judgements, ofJudgements);
  await writeRows(context, 'preferences', preferenceRow, rows.preferences, labels);
  await writeRows(context, 'rankings', rankingRow, rows.rankings, labels);
  await writeRows(context, 'ratings', ratingRow, rows.ratings, labels);
  await writeRows(context, 'unpaired', ratingRow, rows.unpaired, labels);
  await writeRows(context, 'demonstrations', demonstrationRow, rows.demonstrations, labels);
}

/** The fields that say what becomes of judgements, under the names of a policy. */
function policyOf({ ties, bothBad, split, strengths, late, judges, adjudicated }: Context['config']): Policy {
  return policySchema.parse({ ties, bothBad, split, strength: strengths, late, judges, adjudicated });
}

/** From which answers the tables are made, and how. */
function sourceOf({ config }: Context, source: LabelRevision | undefined): LabelSource {
  const policy = toldPolicy(policyOf(config), config.overlap);
  const sorted = Object.entries(policy).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const policyDigest = createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
  return { ...source, policy, policyDigest };
}

export const run: NodeRun<Context['config']> = async (context) => {
  const { config } = context;
  const form = formOf(config.form);
  const { tasks, identicalSkipped, known } = await tasksOf(context, form);

  const judged = await judgeAll(context, form, tasks);
  const isAlone = judged.length > 0 && config.judgeRole === 'instead';
  const asked = isAlone ? undefined : await askPeople(context, form, { tasks, known }, judged);
  const judgements = asked?.judgements ?? judged;
  const { settings } = questionOf(context, form);
  const rows = form.rows(judgements, policyOf(config), settings);
  checkRows(rows, judgements);

  await writeAll(context, judgements, rows, sourceOf(context, asked?.source));
  return {
    tasks: tasks.length,
    identicalSkipped,
    ...(known.length > 0 && { known: known.length }),
    ...countOutcomes(judgements),
    preferences: rows.preferences.length,
    undecided: rows.undecided,
    ...agreement(form, judgements),
  };
};
