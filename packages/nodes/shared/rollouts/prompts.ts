import type { Model, Random, Tokenizer } from '@heed/engine';
import { type NodeContext, NodeError, type PromptRow, promptRow, text } from '@heed/schema';
import { inputRows } from '../inputs.ts';
import { promptTokens, tellPlainTurns } from '../prompt-tokens.ts';

/** A prompt with its tokens. */
export interface EncodedPrompt {
  row: PromptRow;
  tokens: number[];
}

/** Prompts that leave room for the longest answer; others are warned of. Throws where none does. */
export async function encodePrompts(
  context: NodeContext<{ maxNewTokens: number }>,
  model: Model,
  tokenizer: Tokenizer,
): Promise<EncodedPrompt[]> {
  const rows = await inputRows(context, 'prompts', promptRow);
  tellPlainTurns(context, tokenizer, rows);
  const room = model.dimensions.contextLength - context.config.maxNewTokens;
  const encoded = rows
    .map((row) => ({ row, tokens: promptTokens(tokenizer, row.prompt) }))
    .filter(({ tokens }) => tokens.length <= room);
  if (encoded.length < rows.length) {
    const unused = rows.length - encoded.length;
    context.log(
      'warn',
      text(
        `Prompts that leave no room for an answer and are not used: ${unused}.`,
        `有 ${unused} 个提示过长，放不下回答，未使用。`,
      ),
    );
  }
  if (encoded.length > 0) return encoded;
  throw new NodeError(
    text(
      `No prompt of node "${context.nodeId}" leaves room for ${context.config.maxNewTokens} new tokens in a context of ${model.dimensions.contextLength}; lower "maxNewTokens" or raise the base model's context length.`,
      `节点“${context.nodeId}”的所有提示在长度 ${model.dimensions.contextLength} 的上下文中都放不下 ${context.config.maxNewTokens} 个新词元；请减小“maxNewTokens”或增大基础模型的上下文长度。`,
    ),
  );
}

/** Most tokens of prompts and answers that an update of so many answers can have. */
export function mostTokens(
  prompts: readonly EncodedPrompt[],
  { answers, maxNewTokens }: { answers: number; maxNewTokens: number },
): number {
  const longest = prompts.reduce((most, { tokens }) => Math.max(most, tokens.length), 0);
  return answers * (longest + maxNewTokens);
}

/** Goes through shuffled prompts again and again, so that each is practiced equally often. */
export class PromptOrder {
  readonly #order: IterableIterator<EncodedPrompt, never>;
  /** Prompts taken so far. */
  taken = 0;

  /** `taken` prompts were taken before an interruption: the order goes on after them. */
  constructor(prompts: readonly EncodedPrompt[], random: Random, taken = 0) {
    this.#order = endless(prompts, random);
    this.take(taken);
  }

  take(count: number): EncodedPrompt[] {
    this.taken += count;
    return Array.from({ length: count }, () => this.#order.next().value);
  }
}

function* endless(prompts: readonly EncodedPrompt[], random: Random): IterableIterator<EncodedPrompt, never> {
  for (;;) yield* random.shuffle(prompts);
}
