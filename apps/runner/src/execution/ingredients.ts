import { type NodeSpec, type PlanStep, resultConfig } from '@heed/schema';
import { digestOf } from '../canonical.ts';

/** Everything that a node's result follows from. Equal ingredients, equal result. */
export interface CacheIngredients {
  kind: string;
  version: number;
  /** Digest of the code that would run. */
  code: string;
  /** Result-affecting fields; files by what is in them, not by where they are. */
  config: Record<string, unknown>;
  seed: number;
  /** Artifact ids by input port. */
  inputs: Record<string, string[]>;
}

/** What a planned node's result follows from, files still named by their paths. */
export function ingredientsOf(
  spec: NodeSpec,
  { kind, version, config }: Pick<PlanStep, 'kind' | 'version' | 'config'>,
  found: Pick<CacheIngredients, 'code' | 'seed' | 'inputs'>,
): CacheIngredients {
  return { kind, version, ...found, config: resultConfig(spec, config) };
}

/** A Merkle key: the ids of the inputs stand for everything before them. */
export function cacheKey(ingredients: CacheIngredients): string {
  return digestOf(ingredients);
}

/** A 32-bit seed that follows from the graph's seed and the node's id. */
export function nodeSeed(graphSeed: number, node: string): number {
  return Number.parseInt(digestOf([graphSeed, node]).slice(0, 8), 16);
}
