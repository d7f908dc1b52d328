import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DemonstrationRow, NodeError, REWARD_FUNCTION_FILE, text } from '@heed/schema';
import { z } from 'zod';
import { loadReferences, saveReferences } from './references.ts';
import { measureOf, type References, type Rule, rulesSchema } from './reward-rules.ts';

/** A reward function as saved: named rules, no code. */
const rewardFunctionSchema = z.object({
  format: z.literal('heed/reward-function'),
  version: z.literal(1),
  /** Who judges, as judgements show it. */
  name: z.string().min(1).max(100),
  rules: rulesSchema,
});

/** Scores an answer to a prompt; higher is better. */
export interface RewardFunction {
  (prompt: string, completion: string): number;
  /** Who judges, as judgements show it. */
  readonly judge: string;
  readonly rules: readonly Rule[];
}

/** What one rule adds to a score: `contribution = weight · value`. */
export interface Contribution {
  rule: Rule;
  value: number;
  contribution: number;
}

/** score = Σ weight · value over the rules, each value between −1 and 1. */
export function rewardFunction(
  rules: readonly Rule[],
  judge = 'rules',
  references?: References,
): RewardFunction {
  const measures = rules.map((rule) => ({ weight: rule.weight, measure: measureOf(rule, references) }));
  const score = (prompt: string, completion: string) =>
    measures.reduce((sum, { weight, measure }) => sum + weight * measure(prompt, completion), 0);
  return Object.assign(score, { judge, rules });
}

/** The parts of a score, rule by rule. */
export function explain(
  rules: readonly Rule[],
  prompt: string,
  completion: string,
  references?: References,
): Contribution[] {
  return rules.map((rule) => {
    const value = measureOf(rule, references)(prompt, completion);
    return { rule, value, contribution: rule.weight * value };
  });
}

/** Whether a rule compares with reference answers. */
export function needsReferences(rules: readonly Rule[]): boolean {
  return rules.some(({ type }) => type === 'reference');
}

/** Writes a reward function into an artifact's folder, with the reference answers where a rule needs them. */
export async function saveRewardFunction(
  directory: string,
  name: string,
  rules: readonly Rule[],
  references: readonly DemonstrationRow[] = [],
): Promise<void> {
  const saved = rewardFunctionSchema.parse({ format: 'heed/reward-function', version: 1, name, rules });
  await writeFile(join(directory, REWARD_FUNCTION_FILE), `${JSON.stringify(saved, null, 2)}\n`);
  if (needsReferences(rules)) await saveReferences(directory, references);
}

/** Reads a reward function from an artifact's folder. Throws a `NodeError` for a damaged file. */
export async function loadRewardFunction(directory: string): Promise<RewardFunction> {
  const file = join(directory, REWARD_FUNCTION_FILE);
  try {
    const { name, rules } = rewardFunctionSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return rewardFunction(rules, name, needsReferences(rules) ? await loadReferences(directory) : undefined);
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new NodeError(
      text(
        `${file} is not a reward function that this Heed can read: ${detail}`,
        `${file} 不是当前 Heed 可读取的奖励函数：${detail}`,
      ),
    );
  }
}
