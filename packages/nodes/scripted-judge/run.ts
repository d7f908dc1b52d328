import {
  type DemonstrationRow,
  demonstrationRow,
  type NodeContext,
  NodeError,
  type NodeRun,
  text,
} from '@heed/schema';
import type { z } from 'zod';
import { inputRows } from '../shared/inputs.ts';
import { needsReferences, saveRewardFunction } from '../shared/reward-function.ts';
import type { Rule } from '../shared/reward-rules.ts';
import type spec from './spec.ts';

const earning = new Set<Rule['type']>(['contains-any', 'answers', 'json', 'reference']);
const costing = new Set<Rule['type']>(['length', 'contains-none', 'answers', 'repeats', 'language', 'json']);

function sumOfWeights(rules: readonly Rule[], types: ReadonlySet<Rule['type']>): number {
  return rules.reduce((sum, { type, weight }) => sum + (types.has(type) ? weight : 0), 0);
}

type Config = z.infer<typeof spec.config>;

/** The reference answers, where a rule compares with them. Throws where it does and none are wired. */
async function readReferences(context: NodeContext<Config>): Promise<DemonstrationRow[]> {
  const { config, inputs, nodeId } = context;
  if (!needsReferences(config.rules)) return [];
  if (inputs.references) return inputRows(context, 'references', demonstrationRow);
  throw new NodeError(
    text(
      `A rule of node "${nodeId}" compares with reference answers; wire demonstrations to its input "references", or remove the rule.`,
      `节点“${nodeId}”有规则需要与参考回答比较；请把示范数据连到其输入“references”，或删除该规则。`,
    ),
  );
}

export const run: NodeRun<Config> = async (context) => {
  const { config, output } = context;
  const { name, rules } = config;
  const references = await readReferences(context);
  const judge = output('judge');
  await saveRewardFunction(judge.directory, name, rules, references);
  judge.describe({
    facts: { modality: 'text' },
    summary: [{ title: text('Rules', '规则数'), value: rules.length }],
  });
  return {
    rules: rules.length,
    highestScore: sumOfWeights(rules, earning),
    lowestScore: 0 - sumOfWeights(rules, costing),
  };
};
