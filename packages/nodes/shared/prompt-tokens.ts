import type { Tokenizer } from '@heed/engine';
import { readConversation } from '@heed/schema';

/** The tokens of a prompt as the chat template gives it: one message of the user, or a conversation so far. */
export function promptTokens(tokenizer: Tokenizer, prompt: string): number[] {
  return tokenizer.promptTokens(readConversation(prompt) ?? prompt);
}

/** The texts in a prompt, without what makes a conversation of them. */
export function promptTexts(prompt: string): string[] {
  return readConversation(prompt)?.map(({ content }) => content) ?? [prompt];
}
