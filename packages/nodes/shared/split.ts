import { createRandom } from '@heed/engine';
import { type Localized, NodeError, text } from '@heed/schema';

/** Keeps a share of the prompts, at least one, aside with all their pairs: a prompt is never on both sides. */
export function splitByPrompt<Pair extends { promptId: string }>(
  pairs: readonly Pair[],
  share: number,
  seed: number,
): { training: Pair[]; heldOut: Pair[]; prompts: number } {
  const prompts = createRandom(seed)
    .fork('split')
    .shuffle([...new Set(pairs.map(({ promptId }) => promptId))]);
  const aside = new Set(prompts.slice(0, Math.max(1, Math.round(prompts.length * share))));
  return {
    training: pairs.filter(({ promptId }) => !aside.has(promptId)),
    heldOut: pairs.filter(({ promptId }) => aside.has(promptId)),
    prompts: prompts.length,
  };
}

/** `splitByPrompt` that throws one sentence, with the name of what is split, where either side would be empty. */
export function requireSplit<Pair extends { promptId: string }>(
  pairs: readonly Pair[],
  { nodeId, seed, config }: { nodeId: string; seed: number; config: { heldOutShare: number } },
  name: Localized = text('pairs', '样本对'),
): { training: Pair[]; heldOut: Pair[] } {
  const { training, heldOut, prompts } = splitByPrompt(pairs, config.heldOutShare, seed);
  if (training.length > 0 && heldOut.length > 0) return { training, heldOut };
  throw new NodeError(
    text(
      `Node "${nodeId}" has too few usable ${name.en} to train and to hold some out (${name.en}: ${pairs.length}, prompts: ${prompts}); label more prompts.`,
      `节点“${nodeId}”只有 ${prompts} 个提示上的 ${pairs.length} 个可用${name.zh}，不足以训练并留出验证；请标注更多提示。`,
    ),
  );
}
