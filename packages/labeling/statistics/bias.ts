import { readConversation } from '@heed/schema';
import { type Share, share } from './intervals.ts';
import type { JudgedRow } from './judged.ts';

/** Features of an answer that should not decide by themselves. */
export const biasNames = ['first', 'longer', 'lists', 'emphasis', 'code', 'language'] as const;
export type BiasName = (typeof biasNames)[number];

const LIST_ITEM = /^[ \t]*(?:[-*+•]|\d+[.)、])\s+\S/gmu;
const EMPHASIS = /\*\*[^*\n]+\*\*|__[^_\n]+__|^#{1,6}\s+\S/gmu;
const CODE = /```|`[^`\n]+`/gu;

/**
 * How much of each feature an answer to a prompt has. Characters are those of Unicode, so that Chinese is not counted by
 * bytes.
 */
const measures: Record<Exclude<BiasName, 'first'>, (text: string, prompt: string) => number> = {
  longer: (text) => [...text.trim()].length,
  lists: (text) => text.match(LIST_ITEM)?.length ?? 0,
  emphasis: (text) => text.match(EMPHASIS)?.length ?? 0,
  code: (text) => text.match(CODE)?.length ?? 0,
  language: (text, prompt) => {
    const [own, asked] = [languageOf(text), languageOf(lastSaid(prompt))];
    return own === undefined || asked === undefined || own === asked ? 1 : 0;
  },
};

const HAN = /\p{Script=Han}/gu;
const LATIN_WORD = /\p{Script=Latin}+/gu;

/**
 * Chinese or English by the script that carries more of a text. A Chinese character says about as much as an English
 * word, so that words are counted, not letters; undefined where both say equally much, or nothing.
 */
export function languageOf(text: string): 'zh' | 'en' | undefined {
  const [chinese, english] = [text.match(HAN)?.length ?? 0, text.match(LATIN_WORD)?.length ?? 0];
  if (chinese === english) return undefined;
  return chinese > english ? 'zh' : 'en';
}

/** What is to be answered: of a conversation its last message. */
function lastSaid(prompt: string): string {
  return readConversation(prompt)?.at(-1)?.content ?? prompt;
}

/** Of the decided pairs in which the candidates differ in a feature, the share won by the one that has more of it. */
export interface Bias {
  name: BiasName;
  share: Share | null;
}

/** Bias toward the first shown, longer and more formatted candidates; a half says that it does not matter. */
export function biases(judged: readonly JudgedRow[]): Bias[] {
  return biasNames.map((name) => {
    let [wins, count] = [0, 0];
    for (const { shown, comparisons, row } of judged) {
      const amounts = new Map(
        shown.map(({ id, text }, place) => [
          id,
          name === 'first' ? -place : measures[name](text, row.prompt),
        ]),
      );
      for (const comparison of comparisons) {
        if (comparison.tie) continue;
        const lead = (amounts.get(comparison.better) ?? 0) - (amounts.get(comparison.worse) ?? 0);
        if (lead === 0) continue;
        count++;
        if (lead > 0) wins++;
      }
    }
    return { name, share: share(wins, count) };
  });
}
