import { isConversation, messagesOf } from '@heed/labeling/formats/conversation.ts';
import { BadRecord } from '@heed/labeling/formats/feedback.ts';
import { conversationMessageSchema, type Localized, text, writeConversation } from '@heed/schema';
import { detectLanguage } from '../shared/language.ts';

export interface DataRecord {
  prompt: string;
  /** Absent where the file has prompts only. */
  completion?: string;
  language: string;
}

export interface Columns {
  promptColumn: string;
  completionColumn: string;
  languageColumn: string;
}

/** What is wrong with a field that must be a text, as a clause. */
function complaint(fields: Record<string, unknown>, column: string): Localized | undefined {
  if (!Object.hasOwn(fields, column)) {
    const present = Object.keys(fields).join(', ') || '–';
    return text(
      `has no column "${column}"; its columns are ${present}`,
      `没有列“${column}”；现有列为 ${present}`,
    );
  }
  const value = fields[column];
  if (typeof value !== 'string') return text(`has no text in "${column}"`, `的“${column}”不是文本`);
  if (value.trim() === '') return text(`has an empty "${column}"`, `的“${column}”为空`);
  if (!value.isWellFormed())
    return text(`has half of a surrogate pair in "${column}"`, `的“${column}”含有不成对的代理字符`);
  return undefined;
}

/**
 * Fields in which messages stand as text: a conversation so far as the JSON of its messages, an answer as its words.
 * A single message of the user is its words too. Throws a `BadRecord`.
 */
function withoutMessages(
  fields: Record<string, unknown>,
  { promptColumn, completionColumn }: Columns,
): Record<string, unknown> {
  const read = { ...fields };
  if (isConversation(fields[promptColumn])) {
    const messages = messagesOf(fields[promptColumn], promptColumn).map(knownMessage);
    const [only] = messages;
    const isSingle = messages.length === 1 && only?.role === 'user';
    read[promptColumn] = isSingle ? only.content : writeConversation(messages);
  }
  if (completionColumn && isConversation(fields[completionColumn]))
    read[completionColumn] = messagesOf(fields[completionColumn], completionColumn).at(-1)?.content;
  return read;
}

function knownMessage(message: { role: string; content: string }) {
  const known = conversationMessageSchema.safeParse(message);
  if (known.success) return known.data;
  throw new BadRecord(
    `has a message of the role "${message.role}", which must be system, user or assistant`,
    `含有角色为“${message.role}”的消息，角色应为 system、user 或 assistant`,
  );
}

/** Reads prompt, answer and language from the fields of a line, or says what is wrong with it. */
export function toRecord(raw: Record<string, unknown>, columns: Columns): DataRecord | { bad: Localized } {
  try {
    return readRecord(withoutMessages(raw, columns), columns);
  } catch (error) {
    if (error instanceof BadRecord) return { bad: error.clause };
    throw error;
  }
}

function readRecord(fields: Record<string, unknown>, columns: Columns): DataRecord | { bad: Localized } {
  const { promptColumn, completionColumn, languageColumn } = columns;
  const bad =
    complaint(fields, promptColumn) ?? (completionColumn ? complaint(fields, completionColumn) : undefined);
  if (bad) return { bad };
  const prompt = fields[promptColumn] as string;
  const named = Object.hasOwn(fields, languageColumn) ? fields[languageColumn] : undefined;
  const language = typeof named === 'string' && named.trim() ? named.trim() : detectLanguage(prompt);
  return completionColumn
    ? { prompt, language, completion: fields[completionColumn] as string }
    : { prompt, language };
}
