import { text } from '@heed/schema';
import { splitCommonStart } from './common-start.ts';
import { conversationText, isConversation, messagesOf } from './conversation.ts';
import { BadRecord, type Feedback, type FeedbackFormat, type Fields, textOf } from './feedback.ts';
import { pairsOf } from './pairs.ts';

const has = (fields: Fields, ...columns: string[]) =>
  columns.every((column) => Object.hasOwn(fields, column));

/** The text of a field that holds text or messages. */
function textIn(fields: Fields, column: string): string {
  const value = fields[column];
  return isConversation(value) ? conversationText(messagesOf(value, column)) : textOf(value, column);
}

/**
 * { chosen, rejected } without a prompt: what both begin with is the prompt. Of messages all but the last are in common;
 * of plain texts the beginning up to the last word that they share.
 */
function implicitPair(fields: Fields): { prompt: string; chosen: string; rejected: string } {
  if (isConversation(fields.chosen)) {
    const [chosen, rejected] = [messagesOf(fields.chosen, 'chosen'), messagesOf(fields.rejected, 'rejected')];
    const isSame = (a: { role: string; content: string }, b: typeof a) =>
      a.role === b.role && a.content === b.content;
    const parts = splitCommonStart(chosen, rejected, isSame);
    return {
      prompt: textOf(conversationText(parts.start), 'chosen'),
      chosen: textOf(conversationText(parts.first), 'chosen'),
      rejected: textOf(conversationText(parts.second), 'rejected'),
    };
  }
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
      const completion = textIn(fields, 'completion');
      return [
        { said: 'rating', labeler, prompt: textIn(fields, 'prompt'), completion, rating: labelOf(fields) },
      ];
    }
    const strength = strengthOf(fields);
    const pair = has(fields, 'prompt')
      ? {
          prompt: textIn(fields, 'prompt'),
          chosen: textIn(fields, 'chosen'),
          rejected: textIn(fields, 'rejected'),
        }
      : implicitPair(fields);
    const margin = marginOf(fields);
    return [{ said: 'pair', labeler, strength, ...(margin && { margin }), ...pair }];
  },
  write: (feedback) => {
    const pairs = feedback.flatMap(pairsOf);
    if (pairs.length === 0) return feedback.flatMap(unpairedOf);
    return pairs.map(({ prompt, chosen, rejected, labeler, margin }) => ({
      ...{ prompt, chosen, rejected },
      ...(margin && { margin }),
      ...(labeler !== null && { labeler }),
    }));
  },
  keeps: ['strength', 'edits', 'labelers', 'ratings'],
};

/** A rating as an unpaired answer: desired above the middle of its scale, undesired below; the middle says neither. */
function unpairedOf(one: Feedback): Fields[] {
  if (one.said !== 'rating') return [];
  const { prompt, completion, rating, scale, labeler } = one;
  const middle = scale ? (scale[0] + scale[1]) / 2 : 0.5;
  if (rating === middle) return [];
  return [{ prompt, completion, label: rating > middle, ...(labeler !== null && { labeler }) }];
}

export default trl;
