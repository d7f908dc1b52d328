import type { Feed, Tensor, TensorType, Tokenizer } from '@heed/engine';
import type { NodeContext, Report } from '@heed/schema';
import type { z } from 'zod';
import type { Example } from '../answers.ts';
import type spec from '../spec.ts';

export type RewardModelContext = NodeContext<z.infer<typeof spec.config>>;

/** How texts become tokens, and how many of them the model reads at once. */
export interface Reading {
  tokenizer: Tokenizer;
  contextLength: number;
}

/** An example with the score of each of its answers. */
export interface Scored<One extends Example> {
  example: One;
  scores: readonly number[];
}

/** What a reward model is fitted to: examples, how scores of their answers are judged, and how the outcome is shown. */
export interface Objective<One extends Example = Example, Label extends string = string> {
  training: One[];
  /** Of other prompts than `training`. */
  heldOut: One[];
  /** What the loss needs beside the scores. */
  labelInputs: Readonly<Record<Label, TensorType>>;
  labelFeeds(batch: readonly One[]): Record<Label, Feed>;
  /** From the scores [A] of all answers of a batch, example after example. */
  loss(scores: Tensor, labels: Record<Label, Tensor>): { loss: Tensor; metrics?: Record<string, Tensor> };
  /** Figures of held-out examples; one that is not defined on them is left out. */
  measure(scored: readonly Scored<One>[]): Record<string, number>;
  report(scored: readonly Scored<One>[]): Report;
  /** How many examples were trained on and passed over, by metric. */
  counts: Record<string, number>;
}
