import { BadRecord, isObject, textOf } from './feedback.ts';

/** One turn of a chat, as chat templates take it. */
export interface Message {
  role: string;
  content: string;
}

const names: Record<string, string> = { user: 'Human', assistant: 'Assistant', system: 'System' };

/** Is it a list of messages? Parquet and CSV hold it as JSON text. */
export function isConversation(value: unknown): boolean {
  const list = parsed(value);
  return Array.isArray(list) && list.length > 0 && list.every((one) => isObject(one) && 'role' in one);
}

/** The messages of a list. Throws a `BadRecord` that names the field. */
export function messagesOf(value: unknown, name: string): Message[] {
  const list = parsed(value);
  if (!isConversation(list)) throw new BadRecord(`has no messages in "${name}"`, `的“${name}”不是消息列表`);
  return (list as Record<string, unknown>[]).map(({ role, content }) => ({
    role: textOf(role, `${name}.role`),
    content: textOf(content, `${name}.content`),
  }));
}

/** Messages as one text: a single turn is its words, several are told apart by who speaks. */
export function conversationText(messages: readonly Message[]): string {
  if (messages.length === 1) return messages[0]?.content ?? '';
  return messages.map(({ role, content }) => `${names[role] ?? role}: ${content}`).join('\n\n');
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('[')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
