import { type Feed, float32, type Tokenizer } from '@heed/engine';
import type { PreferenceRow } from '@heed/schema';
import {
  encodeResponse,
  groupedResponseFeeds,
  groupedResponseInputs,
  type Response,
  responseLength,
} from '../shared/responses.ts';
import { sequenceFeeds } from '../shared/sequences.ts';

/** A preference as token ids. */
export interface Pair {
  promptId: string;
  chosen: Response;
  rejected: Response;
  /** 1 for a clear choice, 0.5 for a tie. */
  strength: number;
}

/** log π of both whole answers of a pair, in nats. */
export interface PairLogProbs {
  chosen: number;
  rejected: number;
}

/** Tokenizes both sides of a preference: prompt, answer, EOS. */
export function encodePair(tokenizer: Tokenizer, row: PreferenceRow): Pair {
  return {
    promptId: row.promptId,
    chosen: encodeResponse(tokenizer, row.prompt, row.chosen),
    rejected: encodeResponse(tokenizer, row.prompt, row.rejected),
    strength: row.preferenceStrength,
  };
}

/** Tokens of both sides together. */
export function pairLength({ chosen, rejected }: Pair): number {
  return responseLength(chosen) + responseLength(rejected);
}

/** Tokens of the prompt and of the longer answer. */
export function pairLengths({ chosen, rejected }: Pair): [number, number] {
  return [chosen.prompt.length, Math.max(chosen.completion.length, rejected.completion.length)];
}

/** Tokens of the longer side. */
export function longestSide({ chosen, rejected }: Pair): number {
  return Math.max(responseLength(chosen), responseLength(rejected));
}

const places = { shape: ['P', 'R'], dtype: 'int64' } as const;
const mask = { shape: ['P', 'R'], dtype: 'float32' } as const;

/**
 * Inputs of the log-probabilities of P pairs in one batch of 2P answers, chosen first; places and mask
 * say which of the N predicted tokens belong to which answer.
 */
export const pairInputs = {
  ...groupedResponseInputs,
  chosenPlaces: places,
  chosenMask: mask,
  rejectedPlaces: places,
  rejectedMask: mask,
} as const;

const sides = { shape: ['P'], dtype: 'float32' } as const;

/** Inputs of the loss. */
export const lossInputs = {
  ...pairInputs,
  referenceChosen: sides,
  referenceRejected: sides,
  preference: sides,
} as const;

/** The 2P answers of P pairs in the order of a batch, chosen first. */
export function answersOf(pairs: readonly Pair[]): Response[] {
  return [...pairs.map(({ chosen }) => chosen), ...pairs.map(({ rejected }) => rejected)];
}

/** Lays out pairs in one batch. */
export function pairFeeds(pairs: readonly Pair[]): Record<keyof typeof pairInputs, Feed> {
  const rows = answersOf(pairs);
  const { places, mask } = sequenceFeeds(rows);
  const [chosenPlaces, rejectedPlaces] = halves(places);
  const [chosenMask, rejectedMask] = halves(mask);
  return { ...groupedResponseFeeds(rows), chosenPlaces, chosenMask, rejectedPlaces, rejectedMask };
}

/** The upper and the lower rows of a matrix. */
function halves({ shape: [rows, columns], data }: Feed): [Feed, Feed] {
  const shape = [(rows as number) / 2, columns as number];
  const middle = data.length / 2;
  return [
    { shape, data: data.subarray(0, middle) },
    { shape, data: data.subarray(middle) },
  ];
}

/**
 * The probability that the loss aims at: the strength of the choice (1, or ½ for a tie), mixed with the opposite by
 * the label smoothing ε.
 */
export function targetPreference(strength: number, labelSmoothing: number): number {
  return strength * (1 - labelSmoothing) + (1 - strength) * labelSmoothing;
}

/** Adds the log-probabilities of the reference model and the wished preferences. */
export function lossFeeds(
  pairs: readonly Pair[],
  reference: ReadonlyMap<Pair, PairLogProbs>,
  { labelSmoothing }: { labelSmoothing: number },
): Record<keyof typeof lossInputs, Feed> {
  const ofReference = (side: keyof PairLogProbs) =>
    float32(pairs.map((pair) => (reference.get(pair) as PairLogProbs)[side]));
  return {
    ...pairFeeds(pairs),
    referenceChosen: ofReference('chosen'),
    referenceRejected: ofReference('rejected'),
    preference: float32(pairs.map(({ strength }) => targetPreference(strength, labelSmoothing))),
  };
}
