import {
  answerIn,
  answerOf,
  isConversation,
  messagesOf,
  promptOf,
} from '@heed/labeling/formats/conversation.ts';
import { BadRecord } from '@heed/labeling/formats/feedback.ts';
import { type Localized, text } from '@heed/schema';
import { detectLanguage } from '../shared/language.ts';

export interface DataRecord {
  prompt: string;
  /** Absent where the file has prompts only. */
  completion?: string;
  /** Good answers to compare with; absent where no column holds them. */
  references?: string[];
  language: string;
}

export interface Columns {
  promptColumn: string;
  completionColumn: string;
  /** Empty where the answers serve. */
  referenceColumn: string;
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
  { promptColumn, completionColumn }: Pick<Columns, 'promptColumn' | 'completionColumn'>,
): Record<string, unknown> {
  if (!Object.hasOwn(fields, promptColumn) && isConversation(fields.messages))
    return { ...fields, ...parted(fields.messages, { promptColumn, completionColumn }) };
  const read = { ...fields };
  if (isConversation(fields[promptColumn]))
    read[promptColumn] = promptOf(messagesOf(fields[promptColumn], promptColumn), promptColumn);
  if (completionColumn && isConversation(fields[completionColumn]))
    read[completionColumn] = answerIn(fields[completionColumn], completionColumn);
  return read;
}

/** A whole conversation: its last message is the answer to those before it. */
function parted(value: unknown, columns: Pick<Columns, 'promptColumn' | 'completionColumn'>) {
  const messages = messagesOf(value, 'messages');
  const isAnswered = messages.at(-1)?.role === 'assistant';
  if (!columns.completionColumn)
    return { [columns.promptColumn]: promptOf(isAnswered ? messages.slice(0, -1) : messages, 'messages') };
  return {
    [columns.promptColumn]: promptOf(messages.slice(0, -1), 'messages'),
    [columns.completionColumn]: answerOf(messages.slice(-1), 'messages'),
  };
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
  const { promptColumn, completionColumn, referenceColumn, languageColumn } = columns;
  const bad =
    complaint(fields, promptColumn) ?? (completionColumn ? complaint(fields, completionColumn) : undefined);
  if (bad) return { bad };
  const references = referenceColumn ? readReferences(fields, referenceColumn) : undefined;
  if (references && !Array.isArray(references)) return references;
  const prompt = fields[promptColumn] as string;
  const named = Object.hasOwn(fields, languageColumn) ? fields[languageColumn] : undefined;
  const language = typeof named === 'string' && named.trim() ? named.trim() : detectLanguage(prompt);
  return {
    ...{ prompt, language },
    ...(completionColumn && { completion: fields[completionColumn] as string }),
    ...(references && { references }),
  };
}

/** The texts of a column that holds one or a list of them; an empty one holds none. */
function readReferences(fields: Record<string, unknown>, column: string): string[] | { bad: Localized } {
  const value = fields[column];
  if (Object.hasOwn(fields, column) && (value === null || value === '')) return [];
  const isList = Array.isArray(value) && !isConversation(value);
  const texts = (isList ? value : [value]).map((one) => (isConversation(one) ? answerIn(one, column) : one));
  for (const one of texts) {
    const bad = complaint(Object.hasOwn(fields, column) ? { ...fields, [column]: one } : fields, column);
    if (bad) return { bad };
  }
  return texts;
}
