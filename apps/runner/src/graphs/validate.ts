import { type Catalogue, GraphError, type Problem, parseGraph, plan } from '@heed/schema';

/** Everything that is wrong with a draft, from its shape to its wires; empty for a graph that can run. */
export function validateDraft(draft: unknown, catalogue: Catalogue): Problem[] {
  try {
    return plan(parseGraph(draft), catalogue).problems;
  } catch (error) {
    if (error instanceof GraphError) return [...error.problems];
    throw error;
  }
}
