import type {
  CompletionRow,
  DemonstrationRow,
  JudgementRow,
  LabelingTask,
  Localized,
  Outcome,
  PreferenceRow,
  RankingRow,
  RatingRow,
} from '@heed/schema';
import type { z } from 'zod';
import type { Policy } from './policy.ts';

/** What a labeler says of a task. In the browser `value` names candidates by slot, in store and rows by id. */
export interface Judged<Value> {
  outcome: Outcome;
  value: Value;
}

/** One statement about the order of two candidates, by id. */
export type Comparison =
  | { better: string; worse: string; tie?: false; strength?: 1 | 2 | 3 }
  | { tie: true; candidates: readonly [string, string] };

/** What stands in the columns of a judgement row beside the form's own JSON. */
export interface AnswerColumns {
  chosenId: string | null;
  strength: 1 | 2 | 3 | null;
  critique: string | null;
  edit: string | null;
}

/** Training data made of judgements. `unpaired` rates 1 a desired and 0 an undesired answer. */
export interface LabeledRows {
  preferences: PreferenceRow[];
  rankings: RankingRow[];
  ratings: RatingRow[];
  unpaired: RatingRow[];
  demonstrations: DemonstrationRow[];
}

/** Tasks made of completions, and how many completions read the same as another one. */
export interface MadeTasks {
  tasks: LabelingTask[];
  identicalSkipped: number;
}

/** A completion that may bring a picture, a sound or a video, and the name of the model that wrote it. */
export type Candidate = Pick<
  CompletionRow,
  'promptId' | 'prompt' | 'language' | 'completionId' | 'completion'
> &
  Pick<LabelingTask['candidates'][number], 'media' | 'model'>;

/**
 * A way to ask. Runner, node and editor know forms only through this; each lies in its own folder and is pure,
 * so that it loads in the browser.
 */
export interface LabelingForm<Settings extends z.ZodObject = z.ZodObject, Value = unknown> {
  /** Equal to the folder's name. */
  form: string;
  /** Raised when settings or values change their meaning; it stands in every judgement. */
  version: number;
  title: Localized;
  /** The question asked where the node's own is left empty. */
  question(settings: z.output<Settings>): Localized;
  /** Fields of the node's config, made with `field`; each shows only while this form is chosen. */
  settings: Settings;
  value: z.ZodType<Value>;
  /** What may be said besides an answer. `skipped` always may. */
  outcomes(settings: z.output<Settings>): readonly Outcome[];
  /** Tasks of the candidates; the random stream is seeded, and one prompt more changes no other prompt. */
  tasks(candidates: readonly Candidate[], settings: z.output<Settings>, seed: number): MadeTasks;
  /** One sentence on what is missing or wrong; undefined where the answer can be given. */
  check(judged: Judged<Value>, slots: readonly string[], settings: z.output<Settings>): Localized | undefined;
  /** The value with every candidate named otherwise: slots to ids before storing, ids to slots before showing. */
  rename(value: Value, name: (candidate: string) => string): Value;
  /** Orders among candidates, for the queue and for scores. */
  compare(judged: Judged<Value>, candidates: readonly string[]): Comparison[];
  /** The category for agreement, independent of the order shown; null where nothing was judged. */
  category(judged: Judged<Value>, candidates: readonly string[]): string | number | null;
  columns(judged: Judged<Value>): AnswerColumns;
  /** Training data of judgements that were all given with this form. */
  rows(judgements: readonly JudgementRow[], policy: Policy, settings: z.output<Settings>): LabeledRows;
}

/** Keeps the types of settings and value while checking the shape of a form. */
export function defineForm<Settings extends z.ZodObject, Value>(
  form: LabelingForm<Settings, Value>,
): LabelingForm<Settings, Value> {
  return form;
}
