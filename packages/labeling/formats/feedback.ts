import { type Localized, text } from '@heed/schema';
import type { Loss } from './losses.ts';

/** A record of a file: a line of JSONL, a row of CSV or Parquet, an element of a JSON list. */
export type Fields = Record<string, unknown>;

/** What is known of a statement beside what it says; a field is absent where the file does not tell. */
export interface About {
  prompt: string;
  labeler: string | null;
  /** A model or a rule; people where it is absent. */
  kind?: 'judge';
  /** The answers in the order shown. */
  shown?: string[];
  timeMs?: number;
  /** Milliseconds since 1970. */
  at?: number;
  /** Is it the known right answer, by which labelers are checked? */
  isRight?: true;
  critique?: string;
  /** The labeler's own better version of the answer that is best, or the only one. */
  edit?: string;
}

/** What somebody said of the answers to a prompt, whatever tool wrote it down. */
export type Feedback = About &
  (
    | {
        said: 'pair';
        chosen: string;
        rejected: string;
        /** From 0.5, a tie, to 1. */
        strength: number;
        /** How much better it is: slightly, clearly or much. */
        margin?: 1 | 2 | 3;
      }
    | { said: 'ranking' /** Best first; answers beside each other are tied. */; groups: string[][] }
    | {
        said: 'rating';
        completion: string;
        rating: number;
        /** The lowest and the highest number that could be given. */
        scale?: readonly [lowest: number, highest: number];
      }
    /** The answer is good as it is, or `edit` is better. */
    | { said: 'edit'; completion: string }
    /** Nothing that orders the answers. */
    | {
        said: 'undecided';
        outcome: 'both-bad' | 'cannot-judge' | 'skipped';
        /** What was asked. */
        form: 'pairwise' | 'ranking' | 'rating' | 'edit';
        answers: string[];
      }
  );

/** A way to write feedback down that another tool has. */
export interface FeedbackFormat {
  format: string;
  title: Localized;
  /** Does a record look like one of this format? */
  fits(fields: Fields): boolean;
  /** What a record says; nothing where it holds no answer yet. Throws a `BadRecord`. */
  read(fields: Fields): Feedback[];
  /** Records that say the same, as far as the format can; what it cannot say is left out. */
  write(feedback: readonly Feedback[]): Fields[];
  /** What survives writing and reading; all else is lost, which is said before. */
  keeps: readonly Loss[];
  /** Does a file hold one JSON list in place of one record a line? */
  isList?: boolean;
}

/** What is wrong with a record, as a clause that follows "Line 7 of ranks.jsonl". */
export class BadRecord extends Error {
  readonly clause: Localized;
  constructor(en: string, zh: string) {
    super(en);
    this.clause = text(en, zh);
  }
}

/** Text that is not blank and can be written as UTF-8. */
export function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new BadRecord(`has no text in "${name}"`, `的“${name}”不是文本`);
  if (value.trim() === '') throw new BadRecord(`has an empty "${name}"`, `的“${name}”为空`);
  if (value.isWellFormed()) return value;
  throw new BadRecord(`has half of a surrogate pair in "${name}"`, `的“${name}”含有不成对的代理字符`);
}

/** Is it an object, and neither a list nor null? */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Objects of a list; what else stands there is left out. */
export function objectsIn(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Whole lines of text, where there are any. */
export function textIn(value: unknown): string | undefined {
  const text = [value]
    .flat()
    .filter((one) => typeof one === 'string')
    .join('\n');
  return text.trim() === '' || !text.isWellFormed() ? undefined : text;
}

/** Statements about the same answers to the same prompt, asked in the same way. */
export function byTask(
  feedback: readonly Feedback[],
): { form: AskedForm; answers: string[]; said: Feedback[] }[] {
  const keyOf = (one: Feedback) => JSON.stringify([formOf(one), one.prompt, answersOf(one).toSorted()]);
  return [...Map.groupBy(feedback, keyOf).values()].map((said) => {
    const [first] = said as [Feedback];
    return { form: formOf(first), answers: answersOf(first), said };
  });
}

export type AskedForm = Extract<Feedback, { said: 'undecided' }>['form'];

const asked = { pair: 'pairwise', ranking: 'ranking', rating: 'rating', edit: 'edit' } as const;

/** The form by which a statement is given. */
export function formOf(one: Feedback): AskedForm {
  return one.said === 'undecided' ? one.form : asked[one.said];
}

/** The answers that a statement is about, in the order shown where that is known. */
export function answersOf(one: Feedback): string[] {
  if (one.shown) return one.shown;
  if (one.said === 'undecided') return one.answers;
  if (one.said === 'pair') return [one.chosen, one.rejected];
  return one.said === 'ranking' ? one.groups.flat() : [one.completion];
}
