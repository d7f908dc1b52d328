import { type NodeSpec, type PlanStep, resultConfig, type StopRule } from '@heed/schema';
import { digestOf } from '../canonical.ts';
import type { LabelState } from '../labeling/batches.ts';

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
  /** Rules that may end its work early; absent where there are none. */
  stop?: readonly StopRule[];
  /** Of a node that asks people: how far their answers are. */
  labels?: LabelState;
}

/** What a planned node's result follows from, files still named by their paths. */
export function ingredientsOf(
  spec: NodeSpec,
  { kind, version, config, stop }: Pick<PlanStep, 'kind' | 'version' | 'config' | 'stop'>,
  found: Pick<CacheIngredients, 'code' | 'seed' | 'inputs' | 'labels'>,
): CacheIngredients {
  const ends = rulesFor(spec, stop).filter(({ action }) => action === 'finish');
  const ingredients = { kind, version, ...found, config: resultConfig(spec, config) };
  return ends.length > 0 ? { ...ingredients, stop: ends } : ingredients;
}

/** The rules that hold for a node: what a kind cannot end early is paused. */
export function rulesFor({ finishesEarly }: NodeSpec, stop: readonly StopRule[] = []): StopRule[] {
  return stop.map((rule) => (finishesEarly ? rule : { ...rule, action: 'pause' }));
}

/** A Merkle key: the ids of the inputs stand for everything before them. */
export function cacheKey(ingredients: CacheIngredients): string {
  return digestOf(ingredients);
}

/** A 32-bit seed that follows from the graph's seed and the node's id. */
export function nodeSeed(graphSeed: number, node: string): number {
  return Number.parseInt(digestOf([graphSeed, node]).slice(0, 8), 16);
}
