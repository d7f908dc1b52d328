import type { Outcome } from '@heed/schema';

const outcomes: [RegExp, Exclude<Outcome, 'answered' | 'skipped'>][] = [
  [/^(tie|tied|equal|same|both|both[ _-]?(are[ _-]?)?(good|equal|fine)|none|平局|一样好?)$/, 'tie'],
  [/^(both[ _-]?(are[ _-]?)?bad|neither|all[ _-]?bad|都不好|两个都不好)$/, 'both-bad'],
  [/^(cannot|can'?t)[ _-]?(judge|tell|decide)$|^(unsure|not[ _-]?sure|无法判断)$/, 'cannot-judge'],
];

/** What a choice says besides one of the answers, by the words that teams use for it. */
export function outcomeWord(word: string): (typeof outcomes)[number][1] | undefined {
  const plain = word.trim().toLowerCase();
  return outcomes.find(([pattern]) => pattern.test(plain))?.[1];
}

const firsts = /^(left|first|a|1|(answer|response|output|model)[ _-]?[a1]|左|第一个)$/;
const seconds = /^(right|second|b|2|(answer|response|output|model)[ _-]?[b2]|右|第二个)$/;

/** Which of two answers a choice names: 0 or 1; undefined where it names none. */
export function placeWord(word: string): 0 | 1 | undefined {
  const plain = word.trim().toLowerCase();
  if (firsts.test(plain)) return 0;
  return seconds.test(plain) ? 1 : undefined;
}
