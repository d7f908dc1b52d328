import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeError, REWARD_FUNCTION_FILE, text } from '@heed/schema';
import { z } from 'zod';
import { mean, standardDeviation } from './batching.ts';
import { type Combination, type Ensemble, ensembleSchema } from './ensemble-schema.ts';

/**
 * One number from the members' scores of an answer (Coste et al. 2023, section 3): their mean, the least of them, or
 * mean − λ·variance, the variance being over the members.
 */
export function combineScores(scores: readonly number[], { combine, penalty }: Combination): number {
  if (combine === 'worst-case') return scores.reduce((least, score) => Math.min(least, score), Infinity);
  if (combine === 'mean') return mean(scores);
  return mean(scores) - penalty * standardDeviation(scores) ** 2;
}

/** The ensemble in an artifact's folder; nothing where the reward function is made of rules. Throws where it is damaged. */
export async function loadEnsemble(directory: string): Promise<Ensemble | undefined> {
  const file = join(directory, REWARD_FUNCTION_FILE);
  const value: unknown = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
  if (typeof value !== 'object' || value === null || !('ensemble' in value)) return undefined;
  const parsed = ensembleSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const detail = z.prettifyError(parsed.error);
  throw new NodeError(
    text(
      `${file} is not an ensemble that this Heed can read: ${detail}`,
      `${file} 不是当前 Heed 可读取的奖励模型集成：${detail}`,
    ),
  );
}
