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

/** A Merkle key: the ids of the inputs stand for everything before them. */
export function cacheKey(ingredients: CacheIngredients): string {
  return digestOf(ingredients);
}

/** A 32-bit seed that follows from the graph's seed and the node's id. */
export function nodeSeed(graphSeed: number, node: string): number {
  return Number.parseInt(digestOf([graphSeed, node]).slice(0, 8), 16);
}
