import { conversationMessageSchema, localizedSchema } from '@heed/schema';
import { z } from 'zod';

/** What a model for conversations is opened with. */
const chatModelSchema = z.object({
  directory: z.string(),
  temperature: z.number(),
  maxNewTokens: z.int(),
});
export type ChatModel = z.infer<typeof chatModelSchema>;

const chatRequestSchema = z.object({
  messages: z.array(conversationMessageSchema).min(1),
  seed: z.int(),
  count: z.int().min(1),
});

/** From the runner to a process that holds a model. */
export const chatOrderSchema = z.discriminatedUnion('type', [
  chatModelSchema.extend({ type: z.literal('open') }),
  z.object({ type: z.literal('reply'), request: chatRequestSchema }),
]);

/** What such a process says; it does one thing at a time. */
export const chatReportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open') }),
  z.object({ type: z.literal('replies'), replies: z.array(z.string()).min(1) }),
  /** `isTold`: the sentence is meant for the labeler; any other may name files and models. */
  z.object({ type: z.literal('failed'), error: localizedSchema, isTold: z.boolean() }),
]);
export type ChatOrder = z.infer<typeof chatOrderSchema>;
export type ChatReport = z.infer<typeof chatReportSchema>;
export type ChatRequest = z.infer<typeof chatRequestSchema>;
