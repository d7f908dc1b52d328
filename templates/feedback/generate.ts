import { join } from 'node:path';
import { createRandom, type Random } from '@heed/engine/random';
import { chinese } from '../weather/chinese.ts';
import { english } from '../weather/english.ts';
import { makeAnswer, makePrompt } from '../weather/generate.ts';
import {
  type Condition,
  conditions,
  type Phrasebook,
  type Question,
  questions,
  type Style,
} from '../weather/phrasebook.ts';

/** What people said of answers about the weather, in the forms in which such files come. */
export const PREFERENCES_FILE = join(import.meta.dirname, 'preferences.jsonl');
export const RANKINGS_FILE = join(import.meta.dirname, 'rankings.jsonl');
export const ANSWERS_FILE = join(import.meta.dirname, 'answers.jsonl');

const books = [english, chinese];

/** How good people find each style, in log-odds: a rude answer still wins against a helpful one once in 30. */
const worth: Record<Style, number> = { helpful: 2, terse: 0.4, rambling: -0.8, rude: -1.4 };
const labelers = ['lin', 'maria'];

interface Situation {
  book: Phrasebook;
  condition: Condition;
  question: Question;
}

/** Every weather with every question in both languages, in an order of chance. */
function situations(random: Random): Situation[] {
  const all = books.flatMap((book) =>
    conditions.flatMap((condition) => questions.map((question) => ({ book, condition, question }))),
  );
  return random.shuffle(all);
}

function lines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function promptOf({ book, condition, question }: Situation, random: Random): string {
  return makePrompt(book, condition, question, random);
}

function answerOf({ book, condition, question }: Situation, style: Style, random: Random): string {
  return makeAnswer(book, condition, question, style, random);
}

/** One pair a situation and worse style: `{ prompt, chosen, rejected, language }`. */
export function preferences(seed = 1): string {
  const random = createRandom(seed).fork('preferences');
  const pairs: readonly (readonly [Style, Style])[] = [
    ['helpful', 'terse'],
    ['helpful', 'rude'],
    ['helpful', 'rambling'],
    ['terse', 'rude'],
  ];
  const rows = situations(random).flatMap((situation, index) =>
    [0, 1, 2].map((step) => {
      const [better, worse] = pairs[(index + step) % pairs.length] as readonly [Style, Style];
      return {
        prompt: promptOf(situation, random),
        chosen: answerOf(situation, better, random),
        rejected: answerOf(situation, worse, random),
        language: situation.book.language,
      };
    }),
  );
  return lines(rows);
}

/** Each of two labelers ranks four answers: `{ prompt, completion, rank, rankingId, labeler, language }`. */
export function rankings(seed = 1): string {
  const random = createRandom(seed).fork('rankings');
  const rows = situations(random)
    .slice(0, 56)
    .flatMap((situation, index) => {
      const prompt = promptOf(situation, random);
      const answers = (Object.keys(worth) as Style[]).map((style) => ({
        style,
        completion: answerOf(situation, style, random),
      }));
      return labelers.flatMap((labeler) =>
        ranked(answers, random).map(({ completion }, place) => ({
          ...{ prompt, completion, rank: place + 1 },
          ...{ rankingId: `${index + 1}-${labeler}`, labeler, language: situation.book.language },
        })),
      );
    });
  return lines(rows);
}

/**
 * An order drawn from Plackett-Luce: worths with Gumbel noise, highest first (Yellott 1977). Labelers mostly agree
 * and sometimes contradict each other.
 */
function ranked<Answer extends { style: Style }>(answers: readonly Answer[], random: Random): Answer[] {
  const noisy = answers.map((answer) => {
    const gumbel = -Math.log(-Math.log(Math.max(random.uniform(), Number.MIN_VALUE)));
    return { answer, heard: worth[answer.style] + gumbel };
  });
  return noisy.sort((a, b) => b.heard - a.heard).map(({ answer }) => answer);
}

/** One answer in each style; of two that read the same, which nobody can compare, the second is written anew. */
function twoAnswers(
  situation: Situation,
  [one, other]: readonly [Style, Style],
  random: Random,
): readonly [string, string] {
  const first = answerOf(situation, one, random);
  for (;;) {
    const second = answerOf(situation, other, random);
    if (second !== first) return [first, second];
  }
}

/** Two answers to each of forty questions, for people to compare: `{ prompt, completion: [one, other], language }`. */
export function answers(seed = 1): string {
  const random = createRandom(seed).fork('answers');
  const others: readonly Style[] = ['helpful', 'terse', 'rambling', 'terse'];
  const rows = situations(random)
    .slice(0, 40)
    .map((situation, index) => {
      const [one, other] = random.shuffle(['helpful', others[index % others.length] as Style]);
      return {
        prompt: promptOf(situation, random),
        completion: twoAnswers(situation, [one as Style, other as Style], random),
        language: situation.book.language,
      };
    });
  return lines(rows);
}
