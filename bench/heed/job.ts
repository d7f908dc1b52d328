/** The same work done with a technique and without it. */
export type Way = 'with' | 'without';

/** What one process of our side is told to do, as the first line on its standard input. */
export interface Job {
  /** Name of a file in `tasks/`. */
  task: string;
  /** Folder for tables and outputs; it is there already. */
  folder: string;
  languageModel: string;
  rewardModel: string;
  /** Lists the examples, see `Example`. */
  examples: string;
  endId: number;
  padId: number;
  /** Examples, pairs or prompts to use, from the beginning of the list. */
  count: number;
  batchSize: number;
  maxNewTokens: number;
  rollouts: number;
  /** Whether losses or log-probabilities of a first batch are told, for the comparison. */
  check: boolean;
  /** Where onnxruntime writes what each operator took; undefined when it is not asked for. */
  profile?: string;
  /** For the task `technique`: its file in `cases/`, and whether it is used. */
  technique?: string;
  way?: Way;
}
