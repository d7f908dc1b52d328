import { type ComparisonRow, demonstrationRow, NodeError, type PromptRow, text } from '@heed/schema';
import { spearman } from '../shared/correlation.ts';
import { inputRows } from '../shared/inputs.ts';
import { referencesOf } from '../shared/references.ts';
import type { References } from '../shared/reward-rules.ts';
import { sentenceBleu } from '../shared/text-metrics/bleu.ts';
import { rougeL } from '../shared/text-metrics/rouge.ts';
import { compareScores, type ScoreComparison } from './statistics.ts';

/** How alike the answers are to reference answers, over the prompts that have one. */
export interface Likeness {
  prompts: number;
  bleu: LikenessScores;
  rougeL: LikenessScores;
}

interface LikenessScores extends ScoreComparison {
  /** Spearman's ρ with the reward over the answers of both models; undefined where one of them does not vary. */
  withReward: number | undefined;
}

type ReadContext = Parameters<typeof inputRows>[0];

/** The reference answers at the input, where it is wired. Throws when none of the prompts has one. */
export async function readReferences(
  context: ReadContext,
  prompts: readonly PromptRow[],
): Promise<References | undefined> {
  if (!context.inputs.references) return undefined;
  const references = referencesOf(await inputRows(context, 'references', demonstrationRow));
  if (prompts.some(({ prompt }) => references.has(prompt))) return references;
  throw new NodeError(
    text(
      `None of the ${prompts.length} prompts at node "${context.nodeId}" has an answer at its input "references"; wire demonstrations for the same prompts, or remove the wire.`,
      `节点“${context.nodeId}”的 ${prompts.length} 个提示在输入“references”中都没有参考回答；请连接针对相同提示的示范数据，或删除该连线。`,
    ),
  );
}

/** BLEU and ROUGE-L of y1 and y2 over the rows whose prompt has a reference. */
export function measureLikeness(rows: readonly ComparisonRow[], references: References): Likeness {
  const measured = rows.filter(({ prompt }) => references.has(prompt));
  const rewards = [...measured.map(({ reward1 }) => reward1), ...measured.map(({ reward2 }) => reward2)];
  const compare = (metric: typeof sentenceBleu): LikenessScores => {
    const of = (answer: 'y1' | 'y2') =>
      measured.map((row) => metric(row[answer], references.get(row.prompt) ?? []));
    const [before, after] = [of('y1'), of('y2')];
    return { ...compareScores(before, after), withReward: spearman([...before, ...after], rewards) };
  };
  return { prompts: measured.length, bleu: compare(sentenceBleu), rougeL: compare(rougeL) };
}

/** The metrics of the node; a correlation that does not exist is left out. */
export function likenessResults({ prompts, bleu, rougeL }: Likeness): Record<string, number> {
  return {
    bleuBefore: bleu.before,
    bleuAfter: bleu.after,
    ...(bleu.withReward !== undefined && { bleuWithReward: bleu.withReward }),
    rougeLBefore: rougeL.before,
    rougeLAfter: rougeL.after,
    ...(rougeL.withReward !== undefined && { rougeLWithReward: rougeL.withReward }),
    referencePrompts: prompts,
  };
}
