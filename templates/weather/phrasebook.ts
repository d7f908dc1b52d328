/** The weather of a prompt; everything a right answer depends on, together with the question. */
export const conditions = ['sunny', 'cloudy', 'rain', 'snow', 'windy', 'foggy', 'hot', 'cold'] as const;
export type Condition = (typeof conditions)[number];

export const questions = ['walk', 'umbrella', 'clothes', 'laundry', 'picnic', 'run', 'plain'] as const;
export type Question = (typeof questions)[number];

export const styles = ['helpful', 'terse', 'rude', 'rambling'] as const;
export type Style = (typeof styles)[number];

/** In which weather the answer to a question is yes; `clothes` has an answer for each weather. */
export const yesWeather: Record<Exclude<Question, 'clothes'>, readonly Condition[]> = {
  walk: ['sunny', 'cloudy'],
  umbrella: ['rain', 'snow'],
  laundry: ['sunny', 'hot'],
  picnic: ['sunny', 'cloudy'],
  run: ['sunny', 'cloudy'],
  plain: ['sunny', 'cloudy'],
};

/** Lowest and highest temperature of each weather, in °C. */
export const temperatures: Record<Condition, readonly [number, number]> = {
  sunny: [18, 28],
  cloudy: [14, 24],
  rain: [8, 20],
  snow: [-8, -1],
  windy: [8, 20],
  foggy: [5, 15],
  hot: [34, 40],
  cold: [-12, -2],
};

/** What one language says about one weather. */
export interface ConditionWords {
  /** As a prompt names it. */
  name: string;
  /** Words by which an answer says that this is the weather. */
  mentions: readonly string[];
  reasons: readonly string[];
  /** Advice, and the words by which it is known. */
  hints: readonly { advice: string; key: string }[];
  clothes: readonly string[];
  terse: readonly string[];
}

/** How one language asks a question and answers yes or no. */
export interface QuestionWords {
  asked: readonly string[];
  /** Words by which a prompt is known to ask this. */
  keys: readonly string[];
  yes: readonly string[];
  no: readonly string[];
}

/** All that one language needs to talk about the weather. */
export interface Phrasebook {
  language: 'en' | 'zh';
  cities: readonly string[];
  /** Side facts that do not matter to the answer. */
  asides: readonly string[];
  settings: readonly ((city: string, weather: string, degrees: string, aside: string) => string)[];
  degrees(value: number): string;
  conditions: Record<Condition, ConditionWords>;
  questions: Record<Exclude<Question, 'clothes'>, QuestionWords>;
  clothes: { asked: readonly string[]; keys: readonly string[]; wear: (item: string) => string };
  /** Words of every no. */
  denials: readonly string[];
  helpful(reason: string, verdict: string, advice: string): readonly string[];
  friendly: readonly string[];
  rude: { openers: readonly string[]; closers: readonly string[]; keys: readonly string[]; space: string };
  rambling: {
    openers: readonly string[];
    middles: readonly string[];
    ends: readonly string[];
    /** Things that have nothing to do with the weather. */
    keys: readonly string[];
    space: string;
  };
}

/** Whether the answer to a yes-or-no question is yes in this weather. */
export function isYes(question: Exclude<Question, 'clothes'>, condition: Condition): boolean {
  return yesWeather[question].includes(condition);
}
