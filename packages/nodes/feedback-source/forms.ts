import { isConversation } from '@heed/labeling/formats/conversation.ts';
import { BadRecord, textOf } from '@heed/labeling/formats/feedback.ts';
import { formats } from '@heed/labeling/formats/index.ts';
import type { PreferenceRow, PromptRow, RankingRow, RatingRow } from '@heed/schema';
import { detectLanguage } from '../shared/language.ts';
import { promptIdOf } from '../shared/prompt-id.ts';
import { answerAt, has, listIn, numberIn, promptAt, textIn } from './cells.ts';

type Fields = Record<string, unknown>;

export interface Columns {
  promptColumn: string;
  completionColumn: string;
  ratingColumn: string;
}

/** What a file holds, as rows of the three tables. */
export interface Feedback {
  preferences: PreferenceRow[];
  rankings: RankingRow[];
  ratings: RatingRow[];
}

/** A form of our own, or the name of another tool's format. */
export type Form = string;
export type Reader = (fields: Fields, columns: Columns, line: number) => Partial<Feedback>;

function promptOf(fields: Fields, { promptColumn }: Columns): PromptRow {
  const prompt = promptAt(fields, promptColumn);
  const language = has(fields, 'language') ? textIn(fields, 'language').trim() : detectLanguage(prompt);
  return { promptId: promptIdOf(prompt), prompt, language };
}

function labelerOf(fields: Fields): string | null {
  return has(fields, 'labeler') ? textIn(fields, 'labeler') : null;
}

/** { prompt, chosen, rejected, strength? } */
const preferences: Reader = (fields, columns) => {
  const preferenceStrength = has(fields, 'strength') ? numberIn(fields, 'strength') : 1;
  if (preferenceStrength < 0.5 || preferenceStrength > 1)
    throw new BadRecord(
      `has the strength ${preferenceStrength}, which must lie between 0.5 (a tie) and 1 (a clear choice)`,
      `的 strength 为 ${preferenceStrength}，应在 0.5（平局）与 1（明确选择）之间`,
    );
  const [chosen, rejected] = [answerAt(fields, 'chosen'), answerAt(fields, 'rejected')];
  return { preferences: [{ ...promptOf(fields, columns), chosen, rejected, preferenceStrength }] };
};

/** { prompt, answers: [best, …, worst] }; answers in a list of their own are tied: [best, [second, second], last]. */
const rankedLists: Reader = (fields, columns, line) => {
  const about = { ...promptOf(fields, columns), rankingId: `${line}`, labeler: labelerOf(fields) };
  let rank = 1;
  const rankings = listIn(fields, 'answers').flatMap((place) => {
    const tied = [place].flat().map((answer) => textOf(answer, 'answers'));
    const rows = tied.map((completion) => ({ ...about, completion, rank }));
    rank += tied.length;
    return rows;
  });
  if (rankings.length < 2)
    throw new BadRecord(
      `has ${rankings.length} answers, but a ranking needs two or more`,
      `有 ${rankings.length} 个回答，而排序至少需要两个`,
    );
  return { rankings };
};

/** { prompt, completion, rank, rankingId?, labeler? }; without an id, what one labeler said of a prompt is a ranking. */
const rankedAnswers: Reader = (fields, columns) => {
  const about = promptOf(fields, columns);
  const rank = numberIn(fields, 'rank');
  if (!Number.isInteger(rank) || rank < 1)
    throw new BadRecord(
      `has the rank ${rank}, which must be a whole number from 1`,
      `的 rank 为 ${rank}，应为从 1 开始的整数`,
    );
  const labeler = labelerOf(fields);
  const rankingId = has(fields, 'rankingId') ? String(fields.rankingId) : (labeler ?? about.promptId);
  return {
    rankings: [
      { ...about, rankingId, completion: answerAt(fields, columns.completionColumn), rank, labeler },
    ],
  };
};

/** { prompt, completion, rating | score, standardError? } */
const ratings: Reader = (fields, columns) => {
  const column = columns.ratingColumn || (Object.hasOwn(fields, 'rating') ? 'rating' : 'score');
  const rating = numberIn(fields, column);
  const standardError = has(fields, 'standardError') ? numberIn(fields, 'standardError') : null;
  if (standardError !== null && standardError < 0)
    throw new BadRecord(
      `has the standard error ${standardError}, which must not be negative`,
      `的 standardError 为 ${standardError}，不能为负`,
    );
  const completion = answerAt(fields, columns.completionColumn);
  return { ratings: [{ ...promptOf(fields, columns), completion, rating, standardError }] };
};

/** How a line of each form of our own is read. */
export const readers: Record<string, Reader> = {
  preferences,
  'ranked-lists': rankedLists,
  'ranked-answers': rankedAnswers,
  ratings,
};

/** The form that the columns of a line tell. Throws where they tell none. */
export function formOf(fields: Fields, { promptColumn, completionColumn, ratingColumn }: Columns): Form {
  const present = (...columns: string[]) => columns.every((column) => Object.hasOwn(fields, column));
  if (isPlainPair(fields, promptColumn)) return 'preferences';
  const tool = formats.find((format) => format.fits(fields));
  if (tool) return tool.format;
  if (present('answers')) return 'ranked-lists';
  if (present(completionColumn, 'rank')) return 'ranked-answers';
  if (present(completionColumn, ratingColumn || 'rating') || present(completionColumn, 'score'))
    return 'ratings';
  const columns = Object.keys(fields).join(', ') || '–';
  throw new BadRecord(
    `has the columns ${columns}, but needs "chosen" and "rejected", "answers", or "${completionColumn}" with "rank", "rating" or "score"`,
    `的列为 ${columns}，但需要“chosen”与“rejected”、“answers”，或“${completionColumn}”加上“rank”、“rating”或“score”`,
  );
}

/** A prompt and two answers, all of them text; conversations are for the formats of other tools. */
function isPlainPair(fields: Fields, promptColumn: string): boolean {
  const columns = [promptColumn, 'chosen', 'rejected'];
  return columns.every((column) => Object.hasOwn(fields, column) && !isConversation(fields[column]));
}
