import type { Feed, ModelGraph, TensorType } from '@heed/engine';
import type { Response } from '../responses.ts';

/**
 * What a model's graphs begin with: the tokens of a batch, or, where the lower blocks are frozen, the states above these,
 * which are computed once for all passes over the same answers. A node asks its trunk for declarations, feeds and the
 * graph, and need not know which it is. `openTrunk` gives one.
 */
export interface Trunk extends AsyncDisposable {
  /** Declarations of a graph's inputs, in which states may take the place of `tokens`. */
  inputs<Inputs extends { tokens: TensorType }>(declared: Inputs): Inputs;
  /** The model in a graph that has such inputs: its hidden states begin where the inputs do. */
  over(graph: ModelGraph, inputs: object): ModelGraph;
  /** Computes what graphs will be fed of these answers, and drops what it had of others. Throws when it is told to stop. */
  keep(answers: readonly Response[], options?: { signal?: AbortSignal }): Promise<void>;
  /**
   * Feeds for such inputs, from the feeds of a batch that `responseFeeds`, `groupedResponseFeeds` or `answerFeeds` laid
   * out of these answers. Throws if an answer was not kept.
   */
  feeds<Feeds extends { tokens: Feed }>(answers: readonly Response[], feeds: Feeds): Feeds;
}

/** The trunk of a model of which nothing is kept: every pass begins with the tokens. */
export const wholeModel: Trunk = {
  inputs: (declared) => declared,
  over: (graph) => graph,
  keep: async () => {},
  feeds: (_, feeds) => feeds,
  [Symbol.asyncDispose]: async () => {},
};
