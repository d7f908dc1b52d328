import { z } from 'zod';

const messagesSchema = z
  .array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))
  .min(1);
export type Message = z.infer<typeof messagesSchema>[number];

/** The messages of a prompt that is a conversation, as JSON; undefined where it is one text. */
export function readMessages(prompt: string): Message[] | undefined {
  if (!prompt.trimStart().startsWith('[')) return undefined;
  try {
    const parsed = messagesSchema.safeParse(JSON.parse(prompt));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
