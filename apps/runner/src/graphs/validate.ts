import { type Catalogue, GraphError, type Problem, parseGraph, plan } from '@heed/schema';
import { checkMemory } from './memory.ts';

/** Everything that is wrong with a draft, from its shape to its wires; empty for a graph that can run. */
export function validateDraft(draft: unknown, catalogue: Catalogue): Problem[] {
  try {
    const { steps, problems } = plan(parseGraph(draft), catalogue);
    return problems.length ? problems : checkMemory(steps, catalogue).problems;
  } catch (error) {
    if (error instanceof GraphError) return [...error.problems];
    throw error;
  }
}
