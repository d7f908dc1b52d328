import { readConversation, text } from '@heed/schema';
import { refuseEqual, splitCommonStart } from './common-start.ts';
import {
  answerOf,
  isConversation,
  isSameMessage,
  messagesOf,
  messagesOfPrompt,
  promptIn,
  promptOf,
} from './conversation.ts';
import { BadRecord, type Feedback, type FeedbackFormat, type Fields, textOf } from './feedback.ts';
import { pairsOf } from './pairs.ts';

const has = (fields: Fields, ...columns: string[]) =>
  columns.every((column) => Object.hasOwn(fields, column));

interface Pair {
  prompt: string;
  chosen: string;
  rejected: string;
}

/** An answer, as text or as one message; the prompt may stand before it once more. */
function lastAnswer(fields: Fields, column: string): string {
  if (!isConversation(fields[column])) return textOf(fields[column], column);
  const messages = messagesOf(fields[column], column);
  const prompt = isConversation(fields.prompt) ? messagesOf(fields.prompt, 'prompt') : [];
  const { start, second } = splitCommonStart(prompt, messages, isSameMessage);
  return answerOf(start.length === prompt.length ? second : messages, column);
}

/** What two answers are answers to: without a prompt, and where they are chats of their own, what both begin with. */
function pairIn(fields: Fields): Pair {
  if (isWholeChat(fields)) return implicitChat(fields);
  if (!has(fields, 'prompt')) return implicitText(fields);
  const pair = { chosen: lastAnswer(fields, 'chosen'), rejected: lastAnswer(fields, 'rejected') };
  return { prompt: promptIn(fields.prompt, 'prompt'), ...pair };
}

/** As in TRL, a prompt in plain text beside answers that are whole chats stands at their beginning too. */
function isWholeChat({ prompt, chosen }: Fields): boolean {
  if (!isConversation(chosen) || isConversation(prompt)) return false;
  return prompt === undefined || messagesOf(chosen, 'chosen').length > 1;
}

/** All messages but the last are in common. */
function implicitChat(fields: Fields): Pair {
  const [chosen, rejected] = [messagesOf(fields.chosen, 'chosen'), messagesOf(fields.rejected, 'rejected')];
  const { start, first, second } = splitCommonStart(chosen, rejected, isSameMessage);
  if (first.length === 0 && second.length === 0) refuseEqual('', '');
  const answers = { chosen: answerOf(first, 'chosen'), rejected: answerOf(second, 'rejected') };
  return { prompt: promptOf(start, 'chosen'), ...answers };
}

/** Plain texts have the beginning up to the last word that they share in common. */
function implicitText(fields: Fields): Pair {
  const [chosen, rejected] = [textOf(fields.chosen, 'chosen'), textOf(fields.rejected, 'rejected')];
  const words = (value: string) => value.match(/\s*\S+/g) ?? [];
  const parts = splitCommonStart(words(chosen), words(rejected), (a, b) => a === b);
  const [prompt, first, second] = [parts.start, parts.first, parts.second].map((part) =>
    part.join('').trim(),
  );
  if (prompt && first && second) return { prompt, chosen: first, rejected: second };
  throw new BadRecord(
    'has no column "prompt", and "chosen" and "rejected" do not begin with the same words',
    '没有列“prompt”，且“chosen”与“rejected”没有相同的开头',
  );
}

function strengthOf({ strength }: Fields): number {
  const value = strength === undefined || strength === null || strength === '' ? 1 : Number(strength);
  if (value >= 0.5 && value <= 1) return value;
  throw new BadRecord(
    `has the strength ${strength}, which must lie between 0.5 (a tie) and 1 (a clear choice)`,
    `的 strength 为 ${strength}，应在 0.5（平局）与 1（明确选择）之间`,
  );
}

/** How much better the chosen one is, where it is one of the three degrees that there are here. */
function marginOf({ margin }: Fields): 1 | 2 | 3 | undefined {
  const value = Number(margin === '' ? Number.NaN : (margin ?? Number.NaN));
  return value === 1 || value === 2 || value === 3 ? value : undefined;
}

/** The `label` of an unpaired answer, true where it is desired; CSV has it as text. */
function labelOf({ label }: Fields): number {
  if (label === true || label === 'true' || label === 'True' || label === 1 || label === '1') return 1;
  if (label === false || label === 'false' || label === 'False' || label === 0 || label === '0') return 0;
  throw new BadRecord(
    `has the label ${JSON.stringify(label)}, which must be true or false`,
    `的 label 为 ${JSON.stringify(label)}，应为 true 或 false`,
  );
}

/** TRL's data sets: preference (with a prompt or without, plain or conversational) and unpaired preference. */
const trl: FeedbackFormat = {
  format: 'trl',
  title: text('TRL', 'TRL'),
  fits: (fields) => has(fields, 'chosen', 'rejected') || has(fields, 'prompt', 'completion', 'label'),
  read(fields) {
    const labeler = typeof fields.labeler === 'string' && fields.labeler !== '' ? fields.labeler : null;
    if (has(fields, 'completion', 'label')) {
      const [prompt, completion] = [promptIn(fields.prompt, 'prompt'), lastAnswer(fields, 'completion')];
      return [{ said: 'rating', labeler, prompt, completion, rating: labelOf(fields) }];
    }
    const [strength, margin] = [strengthOf(fields), marginOf(fields)];
    return [{ said: 'pair', labeler, strength, ...(margin && { margin }), ...pairIn(fields) }];
  },
  write: (feedback) => {
    const pairs = feedback.flatMap(pairsOf);
    if (pairs.length === 0) return conversational(feedback.flatMap(unpairedOf));
    return conversational(
      pairs.map(({ prompt, chosen, rejected, labeler, margin }) => ({
        ...{ prompt, chosen, rejected },
        ...(margin && { margin }),
        ...(labeler !== null && { labeler }),
      })),
    );
  },
  keeps: ['strength', 'edits', 'labelers', 'ratings'],
};

/** Rows with texts as messages where one prompt is a conversation: the columns of a data set have one type. */
function conversational<Row extends { prompt: string }>(rows: readonly Row[]): Fields[] {
  if (!rows.some(({ prompt }) => readConversation(prompt))) return [...rows];
  const message = (content: unknown) => [{ role: 'assistant', content }];
  return rows.map((row) => {
    const answers = Object.entries(row).filter(([name]) =>
      ['chosen', 'rejected', 'completion'].includes(name),
    );
    const messages = Object.fromEntries(answers.map(([name, answer]) => [name, message(answer)]));
    return { ...row, prompt: messagesOfPrompt(row.prompt), ...messages };
  });
}

/** A rating as an unpaired answer: desired above the middle of its scale, undesired below; the middle says neither. */
function unpairedOf(one: Feedback): (Fields & { prompt: string })[] {
  if (one.said !== 'rating') return [];
  const { prompt, completion, rating, scale, labeler } = one;
  const middle = scale ? (scale[0] + scale[1]) / 2 : 0.5;
  if (rating === middle) return [];
  return [{ prompt, completion, label: rating > middle, ...(labeler !== null && { labeler }) }];
}

export default trl;
