import type { Feedback as Said } from '@heed/labeling/formats/feedback.ts';
import { formats } from '@heed/labeling/formats/index.ts';
import { pairsOf } from '@heed/labeling/formats/pairs.ts';
import type { PromptRow } from '@heed/schema';
import { detectLanguage } from '../shared/language.ts';
import { promptIdOf } from '../shared/prompt-id.ts';
import type { Feedback, Reader } from './forms.ts';

/** How a record of each tool's format is read. */
export const toolReaders: Record<string, Reader> = Object.fromEntries(
  formats.map(({ format, read }): [string, Reader] => [
    format,
    (fields, _, line) => joined(read(fields).map((said, place) => rowsOf(said, `${line}.${place + 1}`))),
  ]),
);

function promptOf(prompt: string): PromptRow {
  return { promptId: promptIdOf(prompt), prompt, language: detectLanguage(prompt) };
}

function rowsOf(said: Said, rankingId: string): Partial<Feedback> {
  const about = promptOf(said.prompt);
  const { labeler } = said;
  if (said.said === 'undecided') return {};
  if (said.said === 'rating')
    return { ratings: [{ ...about, completion: said.completion, rating: said.rating, standardError: null }] };
  if (said.said === 'pair' || said.said === 'edit') {
    const tie = said.said === 'pair' && said.strength < 1 ? [said] : [];
    const pairs = tie.length > 0 ? tie : pairsOf(said).map((pair) => ({ ...pair, strength: 1 }));
    const preferences = pairs.map(({ chosen, rejected, strength }) => {
      return { ...about, chosen, rejected, preferenceStrength: strength };
    });
    return { preferences };
  }
  let rank = 1;
  const rankings = said.groups.flatMap((group) => {
    const rows = group.map((completion) => ({ ...about, rankingId, labeler, completion, rank }));
    rank += group.length;
    return rows;
  });
  return { rankings };
}

function joined(parts: readonly Partial<Feedback>[]): Partial<Feedback> {
  return {
    preferences: parts.flatMap(({ preferences = [] }) => preferences),
    rankings: parts.flatMap(({ rankings = [] }) => rankings),
    ratings: parts.flatMap(({ ratings = [] }) => ratings),
  };
}
