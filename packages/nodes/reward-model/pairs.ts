import { type Feed, float32, int64, padBatch, type Tokenizer } from '@heed/engine';
import type { PreferenceRow } from '@heed/schema';
import { encodeResponse } from '../shared/responses.ts';

/** A preference as token ids. */
export interface Pair {
  promptId: string;
  chosen: number[];
  rejected: number[];
  /** 1 for a clear choice, 0.5 for a tie. */
  strength: number;
  /** Tokens of the longer side. */
  longest: number;
}

/** Tokenizes both sides of a preference: prompt, answer, EOS. */
export function encodePair(tokenizer: Tokenizer, row: PreferenceRow): Pair {
  const [chosen, rejected] = [row.chosen, row.rejected].map((answer) => {
    const { prompt, completion } = encodeResponse(tokenizer, row.prompt, answer);
    return [...prompt, ...completion];
  }) as [number[], number[]];
  return {
    promptId: row.promptId,
    chosen,
    rejected,
    strength: row.preferenceStrength,
    longest: Math.max(chosen.length, rejected.length),
  };
}

/** Tokens of both sides together. */
export function pairLength({ chosen, rejected }: Pair): number {
  return chosen.length + rejected.length;
}

const places = { shape: ['P'], dtype: 'int64' } as const;
const numbers = { shape: ['P'], dtype: 'float32' } as const;

/** Inputs to score P pairs, which lie in one batch of B = 2P rows, chosen first. */
export const scoringInputs = {
  tokens: { shape: ['B', 'T'], dtype: 'int64' },
  chosen: places,
  rejected: places,
} as const;

/** Inputs of the preference loss. */
export const pairInputs = { ...scoringInputs, strength: numbers, weight: numbers } as const;

/** Lays out pairs; `chosen` and `rejected` are flat positions of each side's last token. */
export function scoringFeeds(
  pairs: readonly Pair[],
  padId: number,
): Record<keyof typeof scoringInputs, Feed> {
  const sequences = [...pairs.map((pair) => pair.chosen), ...pairs.map((pair) => pair.rejected)];
  const { tokens } = padBatch(sequences, padId);
  const width = tokens.shape[1] as number;
  const last = sequences.map((sequence, row) => row * width + sequence.length - 1);
  return { tokens, chosen: int64(last.slice(0, pairs.length)), rejected: int64(last.slice(pairs.length)) };
}

/** Adds the strength of each choice and the weight of its prompt. */
export function pairFeeds(
  pairs: readonly Pair[],
  padId: number,
  weights: ReadonlyMap<string, number>,
): Record<keyof typeof pairInputs, Feed> {
  return {
    ...scoringFeeds(pairs, padId),
    strength: float32(pairs.map((pair) => pair.strength)),
    weight: float32(pairs.map((pair) => weights.get(pair.promptId) ?? 1)),
  };
}
