import {
  type ConversationMessage,
  conversationMessageSchema,
  readConversation,
  writeConversation,
} from '@heed/schema';
import { BadRecord, isObject, objectsIn, textOf } from './feedback.ts';

/** Is it a list of messages? Parquet and CSV hold it as JSON text. */
export function isConversation(value: unknown): boolean {
  const list = parsed(value);
  return Array.isArray(list) && list.length > 0 && list.every((one) => isObject(one) && 'role' in one);
}

/** The messages of a list. Throws a `BadRecord` that names the field. */
export function messagesOf(value: unknown, name: string): ConversationMessage[] {
  const list = parsed(value);
  if (!isConversation(list)) throw new BadRecord(`has no messages in "${name}"`, `的“${name}”不是消息列表`);
  return objectsIn(list).map((message) => messageOf(message, name));
}

/** A message's content is text, or a list of parts that are all text. */
function messageOf({ role, content }: Record<string, unknown>, name: string): ConversationMessage {
  const parts = objectsIn(content);
  const isParts = Array.isArray(content) && parts.length === content.length;
  const isText = isParts && parts.every(({ text }) => typeof text === 'string');
  const known = conversationMessageSchema.shape.role.safeParse(role);
  if (!known.success)
    throw new BadRecord(
      `has a message of the role "${String(role)}", which must be system, user or assistant`,
      `含有角色为“${String(role)}”的消息，角色应为 system、user 或 assistant`,
    );
  const text = isText ? parts.map((part) => part.text).join('') : content;
  return { role: known.data, content: wellFormed(text, `${name}.content`) };
}

function wellFormed(value: unknown, name: string): string {
  // a turn in which somebody says nothing is still a turn
  return value === '' ? value : textOf(value, name);
}

/**
 * A conversation so far as the column `prompt` holds it: as the JSON of its messages, a single message of the user as
 * its words.
 */
export function promptOf(messages: readonly ConversationMessage[], name: string): string {
  const [only] = messages;
  if (messages.length === 1 && only?.role === 'user') return textOf(only.content, name);
  if (only) return writeConversation(messages);
  throw new BadRecord(`has no messages before the answer in "${name}"`, `的“${name}”在回答之前没有消息`);
}

/** An answer that is written as a list of one message. */
export function answerOf(messages: readonly ConversationMessage[], name: string): string {
  const [answer] = messages;
  if (messages.length === 1 && answer?.role === 'assistant') return textOf(answer.content, name);
  throw new BadRecord(
    `has ${messages.length} messages as the answer in "${name}", which must be one of the assistant`,
    `的“${name}”中，回答由 ${messages.length} 条消息组成，应为 assistant 的一条消息`,
  );
}

/** The prompt of a field that holds text or messages. */
export function promptIn(value: unknown, name: string): string {
  return isConversation(value) ? promptOf(messagesOf(value, name), name) : textOf(value, name);
}

/** The answer of a field that holds text or one message. */
export function answerIn(value: unknown, name: string): string {
  return isConversation(value) ? answerOf(messagesOf(value, name), name) : textOf(value, name);
}

/** A prompt as tools take it: a conversation as the list of its messages. */
export function chatOrText(prompt: string): string | ConversationMessage[] {
  return readConversation(prompt) ?? prompt;
}

/** Two messages that say the same. */
export function isSameMessage(a: ConversationMessage, b: ConversationMessage): boolean {
  return a.role === b.role && a.content === b.content;
}

/** The messages of a prompt, whichever way the column holds it. */
export function messagesOfPrompt(prompt: string): ConversationMessage[] {
  return readConversation(prompt) ?? [{ role: 'user', content: prompt }];
}

const speakers = { user: 'Human', assistant: 'Assistant', system: 'System' } as const;

/** A prompt for people to read: of a conversation, who says what, one turn after the other. */
export function readablePrompt(prompt: string): string {
  const messages = readConversation(prompt);
  if (!messages) return prompt;
  return messages.map(({ role, content }) => `${speakers[role]}: ${content}`).join('\n');
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !value.trimStart().startsWith('[')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
