import { join } from 'node:path';
import { createRandom, type Random } from '@heed/engine/random';
import { chinese } from './chinese.ts';
import { english } from './english.ts';
import {
  type Condition,
  conditions,
  isYes,
  type Phrasebook,
  type Question,
  questions,
  type Style,
  styles,
  temperatures,
} from './phrasebook.ts';

export interface Conversation {
  prompt: string;
  completion: string;
  language: 'en' | 'zh';
  style: Style;
}

/** Conversations in each language: a multiple of all combinations of weather, question and style. */
export const PER_LANGUAGE = 2240;
export const DATA_FILE = join(import.meta.dirname, 'conversations.jsonl');

export function pick<T>(random: Random, items: readonly T[]): T {
  return items[random.integer(items.length)] as T;
}

/** A question about the weather of a day, with side facts that do not matter. */
export function makePrompt(
  book: Phrasebook,
  condition: Condition,
  question: Question,
  random: Random,
): string {
  const [low, high] = temperatures[condition];
  const degrees = book.degrees(low + random.integer(high - low + 1));
  const aside = condition === 'windy' ? '' : pick(random, book.asides);
  const setting = pick(random, book.settings);
  const { asked } = question === 'clothes' ? book.clothes : book.questions[question];
  return (
    setting(pick(random, book.cities), book.conditions[condition].name, degrees, aside) + pick(random, asked)
  );
}

/** What a right answer says to a question in this weather, in a few wordings. */
export function verdicts(book: Phrasebook, condition: Condition, question: Question): readonly string[] {
  if (question === 'clothes') return book.conditions[condition].clothes.map(book.clothes.wear);
  const words = book.questions[question];
  return isYes(question, condition) ? words.yes : words.no;
}

/** An answer in one of the styles; only a helpful one says what is right in this weather. */
export function makeAnswer(
  book: Phrasebook,
  condition: Condition,
  question: Question,
  style: Style,
  random: Random,
): string {
  const { reasons, hints, terse } = book.conditions[condition];
  switch (style) {
    case 'helpful': {
      const verdict = pick(random, verdicts(book, condition, question));
      return pick(random, book.helpful(pick(random, reasons), verdict, pick(random, hints).advice));
    }
    case 'terse':
      return pick(random, terse);
    case 'rude': {
      const { openers, closers, space } = book.rude;
      return [pick(random, openers), pick(random, closers)].filter(Boolean).join(space);
    }
    case 'rambling': {
      const { openers, middles, ends, space } = book.rambling;
      return [openers, middles, ends].map((parts) => pick(random, parts)).join(space);
    }
  }
}

/** Conversations with different prompts in one language; every combination comes up equally often. */
function converse(book: Phrasebook, random: Random): Conversation[] {
  const combinations = conditions.flatMap((condition) =>
    questions.flatMap((question) => styles.map((style) => ({ condition, question, style }))),
  );
  const seen = new Set<string>();
  return Array.from({ length: PER_LANGUAGE }, (_, index) => {
    const { condition, question, style } = combinations[
      index % combinations.length
    ] as (typeof combinations)[0];
    let prompt: string;
    do prompt = makePrompt(book, condition, question, random);
    while (seen.has(prompt));
    seen.add(prompt);
    const completion = makeAnswer(book, condition, question, style, random);
    return { prompt, completion, language: book.language, style };
  });
}

/** The whole data set, both languages mixed, as JSONL text. The same seed gives the same bytes. */
export function generate(seed = 1): string {
  const random = createRandom(seed).fork('weather');
  const all = [english, chinese].flatMap((book) => converse(book, random.fork(book.language)));
  return random
    .shuffle(all)
    .map((conversation) => `${JSON.stringify(conversation)}\n`)
    .join('');
}
