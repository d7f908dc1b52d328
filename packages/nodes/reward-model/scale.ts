import { NodeError, text } from '@heed/schema';
import { mean, standardDeviation } from '../shared/batching.ts';

/** How ratings are brought to mean 0 and deviation 1. */
export interface Scale {
  mean: number;
  deviation: number;
}

/** Mean and deviation of ratings. Throws one sentence where they are all equal. */
export function scaleOf(ratings: readonly number[], nodeId: string): Scale {
  const scale = { mean: mean(ratings), deviation: standardDeviation(ratings) };
  if (scale.deviation > 0) return scale;
  throw new NodeError(
    text(
      `All ${ratings.length} training ratings of node "${nodeId}" are ${ratings[0]}, so there is nothing to learn; give it ratings that differ.`,
      `节点“${nodeId}”的 ${ratings.length} 个训练评分全部为 ${ratings[0]}，无从学习；请提供有差异的评分。`,
    ),
  );
}
