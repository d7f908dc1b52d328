import { z } from 'zod';
import { column } from './columns.ts';

/** What became of a task, five meanings that are kept apart; only `answered` orders or rates the candidates. */
export const outcomes = ['answered', 'tie', 'both-bad', 'cannot-judge', 'skipped'] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * Why a task was given to a labeler: in the order of the tasks, drawn at random, chosen for its expected
 * information, to check the labeler against a known answer, to check the labeler against themselves, or to decide what
 * others disagreed about.
 */
export const selections = ['fixed', 'random', 'informative', 'gold', 'repeat', 'adjudication'] as const;
export type Selection = (typeof selections)[number];

export const labelerKinds = ['person', 'judge'] as const;

/** One immutable judgement with what was shown, in the order shown. */
export const judgementRow = z.object({
  judgementId: column(z.string(), 'id', 'Judgement id', '评判 ID'),
  taskId: column(z.string(), 'id', 'Task id', '任务 ID'),
  promptId: column(z.string(), 'id', 'Prompt id', '提示 ID'),
  prompt: column(z.string(), 'text', 'Prompt', '提示'),
  language: column(z.string(), 'category', 'Language', '语言', { aside: true }),
  form: column(z.string(), 'category', 'Form', '表单', { aside: true }),
  formVersion: column(z.int(), 'number', 'Form version', '表单版本', { aside: true }),
  /** Digest of the guidelines that the labeler could read; empty where there were none. */
  guidelineVersion: column(z.string(), 'id', 'Guideline version', '指南版本'),
  /** JSON list of the candidates in the order shown, see `shownCandidateSchema`. */
  shown: column(z.string(), 'text', 'Shown', '展示内容', { aside: true }),
  /** The two candidates of a pair in the order shown; null where the task has not two. */
  firstId: column(z.string().nullable(), 'id', 'First answer’s id', '第一个回答 ID'),
  firstText: column(z.string().nullable(), 'text', 'First answer', '第一个回答'),
  secondId: column(z.string().nullable(), 'id', 'Second answer’s id', '第二个回答 ID'),
  secondText: column(z.string().nullable(), 'text', 'Second answer', '第二个回答'),
  outcome: column(z.enum(outcomes), 'category', 'Judgement', '评判'),
  /** Id of the candidate that was preferred, where one was. */
  chosenId: column(z.string().nullable(), 'id', 'Chosen answer’s id', '选中回答 ID'),
  /** JSON of the form's own answer, with candidate ids. */
  value: column(z.string(), 'text', 'Answer as given', '作答内容', { aside: true }),
  /** How much better the chosen one is: 1 slightly, 2 clearly, 3 much. */
  strength: column(z.int().min(1).max(3).nullable(), 'number', 'Strength', '强度'),
  critique: column(z.string().nullable(), 'text', 'Critique', '评语'),
  /** The labeler's own better version of an answer. */
  edit: column(z.string().nullable(), 'text', 'Edited answer', '修改后的回答'),
  timeMs: column(z.int().min(0).nullable(), 'number', 'Time on task (ms)', '用时（毫秒）'),
  labeler: column(z.string(), 'category', 'Labeler', '标注者'),
  labelerKind: column(z.enum(labelerKinds), 'category', 'Person or judge', '人或评判模型'),
  round: column(z.int().min(1), 'number', 'Round', '轮次', { aside: true }),
  selection: column(z.enum(selections), 'category', 'Why this task', '选取方式', { aside: true }),
  /** Given when the lease was over and the task had all its answers. */
  late: column(z.boolean(), 'flag', 'Late', '迟到', { aside: true }),
  /** Whether it stands toward the number of answers wanted. */
  counted: column(z.boolean(), 'flag', 'Counted', '计入', { aside: true }),
  /** Id of the judgement of the same labeler that this one replaces. */
  corrects: column(z.string().nullable(), 'id', 'Corrects', '更正的评判 ID'),
  /** Milliseconds since 1970; null for judges, whose answers have no moment. */
  at: column(z.int().nullable(), 'number', 'Given at', '作答时间', { aside: true }),
});
export type JudgementRow = z.infer<typeof judgementRow>;
