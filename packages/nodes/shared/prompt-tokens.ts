import type { Tokenizer } from '@heed/engine';
import { type NodeContext, readConversation, text } from '@heed/schema';

/** The tokens of a prompt as the chat template gives it: one message of the user, or a conversation so far. */
export function promptTokens(tokenizer: Tokenizer, prompt: string): number[] {
  return tokenizer.promptTokens(readConversation(prompt) ?? prompt);
}

/** The texts in a prompt, without what makes a conversation of them. */
export function promptTexts(prompt: string): string[] {
  return readConversation(prompt)?.map(({ content }) => content) ?? [prompt];
}

/** Says how conversations among the prompts are written where the model has no chat template for them. */
export function tellPlainTurns(
  { log }: Pick<NodeContext<unknown>, 'log'>,
  tokenizer: Tokenizer,
  rows: readonly { prompt: string }[],
): void {
  if (tokenizer.hasChatTemplate) return;
  const count = rows.filter(({ prompt }) => readConversation(prompt)).length;
  if (count === 0) return;
  log(
    'warn',
    text(
      `The base model has no chat template, so the turns of ${count} conversations are written as plain text ("Human: …", "Assistant: …"); choose a base model with a chat template to have them written as it learned them.`,
      `基础模型没有对话模板，因此 ${count} 段对话的各轮按纯文本书写（“Human: …”“Assistant: …”）；如需按模型学过的格式书写，请选择带对话模板的基础模型。`,
    ),
  );
}
