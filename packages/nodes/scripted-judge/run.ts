import { type NodeRun, text } from '@heed/schema';
import type { z } from 'zod';
import { saveRewardFunction } from '../shared/reward-function.ts';
import type { Rule } from '../shared/reward-rules.ts';
import type spec from './spec.ts';

const earning = new Set<Rule['type']>(['contains-any', 'answers']);
const costing = new Set<Rule['type']>(['length', 'contains-none', 'answers', 'repeats', 'language']);

function sumOfWeights(rules: readonly Rule[], types: ReadonlySet<Rule['type']>): number {
  return rules.reduce((sum, { type, weight }) => sum + (types.has(type) ? weight : 0), 0);
}

export const run: NodeRun<z.infer<typeof spec.config>> = async ({ config, output }) => {
  const { name, rules } = config;
  const judge = output('judge');
  await saveRewardFunction(judge.directory, name, rules);
  judge.describe({
    facts: { modality: 'text' },
    summary: [{ title: text('Rules', '规则数'), value: rules.length }],
  });
  return {
    rules: rules.length,
    highestScore: sumOfWeights(rules, earning),
    lowestScore: -sumOfWeights(rules, costing),
  };
};
