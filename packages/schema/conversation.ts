import { z } from 'zod';

/** One turn of a conversation, as chat templates take it. */
export const conversationMessageSchema = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string(),
});
export type ConversationMessage = z.infer<typeof conversationMessageSchema>;

const conversationSchema = z.array(conversationMessageSchema).min(1);

/**
 * The messages of a prompt that is a conversation; undefined where it is one text. The column `prompt` of a table
 * holds a conversation as the JSON of its messages.
 *
 * `readConversation('[{"role":"user","content":"Why?"}]')`
 */
export function readConversation(prompt: string): ConversationMessage[] | undefined {
  if (!prompt.trimStart().startsWith('[')) return undefined;
  try {
    return conversationSchema.safeParse(JSON.parse(prompt)).data;
  } catch {
    return undefined;
  }
}

/** A conversation as the column `prompt` holds it. */
export function writeConversation(messages: readonly ConversationMessage[]): string {
  return JSON.stringify(messages.map(({ role, content }) => ({ role, content })));
}
