import type {
  DemonstrationRow,
  JudgementRow,
  LabelingTask,
  Localized,
  Modality,
  Outcome,
  PreferenceRow,
  PromptRow,
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
  /** Tasks whose judgements gave no row, e.g. ties under a policy that drops them. */
  undecided: number;
}

/** Tasks made of candidates, and how many candidates were left out since another one reads the same. */
export interface MadeTasks {
  tasks: Omit<LabelingTask, 'taskId'>[];
  identicalSkipped: number;
}

/** A seeded stream of random numbers. */
export interface TaskRandom {
  shuffle<T>(items: readonly T[]): T[];
  /** An own stream by name, so that one prompt more changes no other prompt. */
  fork(label: string): TaskRandom;
}

/** A completion to be judged, with the picture, sound or video that it is and the name of what wrote it. */
export type LabelingCandidate = LabelingTask['candidates'][number] &
  Pick<LabelingTask, 'promptId' | 'prompt' | 'language'>;

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
  question(settings: z.output<Settings>, modality?: Modality): Localized;
  /**
   * The settings without which an answer cannot be read, e.g. a scale or a list of questions. Answers count for tasks
   * of later runs as long as these stay; absent where no setting matters.
   */
  meaning?(settings: z.output<Settings>): unknown;
  /** Can only texts be asked about so? */
  textsAlone?: boolean;
  /** Fields of the node's config, made with `field`; each shows only while this form is chosen. */
  settings: Settings;
  /** The settings as such contents are asked about: what nobody has changed may speak of them in other words. */
  settingsFor?(settings: z.output<Settings>, modality: Modality): z.output<Settings>;
  value: z.ZodType<Value>;
  /** What may be said besides an answer. `skipped` always may. */
  outcomes(settings: z.output<Settings>): readonly Outcome[];
  tasks(
    candidates: readonly LabelingCandidate[],
    settings: z.output<Settings>,
    random: TaskRandom,
  ): MadeTasks;
  /** Tasks in which labelers talk with a model; only of forms that can. */
  live?(
    openings: readonly PromptRow[],
    policy: string,
    settings: z.output<Settings>,
  ): Omit<LabelingTask, 'taskId'>[];
  /** Was it said of a reply in a labeler's own conversation, which nobody else has before them? */
  isOwn?(value: Value): boolean;
  /** A prompt like those that the form asks about, for previews; any question where there is none. */
  sample?: Localized;
  /** One sentence on what is missing or wrong; undefined where the answer can be given. */
  check(judged: Judged<Value>, slots: readonly string[], settings: z.output<Settings>): Localized | undefined;
  /**
   * The right answer where it is known how good candidates are: the higher the better, 0 is not right. Undefined where
   * that does not tell; absent in forms whose answers cannot be known so.
   */
  known?(quality: ReadonlyMap<string, number>, candidates: readonly string[]): Judged<Value> | undefined;
  /** The value with every candidate named otherwise: slots to ids before storing, ids to slots before showing. */
  rename(value: Value, name: (candidate: string) => string): Value;
  /** Orders among candidates, for the queue and for scores. */
  compare(judged: Judged<Value>, candidates: readonly string[]): Comparison[];
  /** The category for agreement, independent of the order shown; null where nothing was judged. */
  category(judged: Judged<Value>, candidates: readonly string[]): string | number | null;
  /** As `category`, on an ordered scale; only of forms whose answers have an order. */
  ordinal?(judged: Judged<Value>, candidates: readonly string[]): number | null;
  columns(judged: Judged<Value>): AnswerColumns;
  /** Training data of judgements that were all given with this form. */
  rows(judgements: readonly JudgementRow[], policy: Policy, settings: z.output<Settings>): LabeledRows;
}

/** The settings in a node's config, in words for what is judged. Throws where one is wrong. */
export function settingsOf(
  { settings, settingsFor }: Pick<LabelingForm, 'settings' | 'settingsFor'>,
  config: Record<string, unknown>,
  modality: Modality,
): Record<string, unknown> {
  const parsed = settings.parse(config);
  return settingsFor?.(parsed, modality) ?? parsed;
}

/** Keeps the types of settings and value while checking the shape of a form. */
export function defineForm<Settings extends z.ZodObject, Value>(
  form: LabelingForm<Settings, Value>,
): LabelingForm<Settings, Value> {
  return form;
}
