import type { QueueSettings } from '@heed/schema';

/** Gold tasks among all that a labeler gets, where nothing else is wanted. */
export const GOLD_RATE = 1 / 12;
/** Tasks shown to the same labeler again, the other way round. */
export const REPEAT_RATE = 1 / 25;
/** Share of new tasks that is drawn blindly, so that figures of them are unbiased. */
export const RANDOM_SHARE = 0.2;
/** A gold task is among this many first ones, so that a misunderstanding shows early. */
export const FIRST_TURNS = 5;
/** A task comes again only after this many others. */
export const REPEAT_AFTER = 20;

/** What a labeler is given next: a check against a known answer, a check against themselves, or work. */
export type Turn = 'gold' | 'repeat' | 'work';

/** Numbers in [0, 1) that follow from a name; the same name gives the same number. */
export type Chance = (name: string) => number;

/**
 * What the labeler's turn of this number, from 0, is for. It follows from the draws alone, so that a reload and a
 * second tab change nothing.
 */
export function turnOf(turn: number, chance: Chance, settings: QueueSettings): Turn {
  const goldRate = settings.goldRate ?? GOLD_RATE;
  const repeatRate = settings.repeatRate ?? REPEAT_RATE;
  if (turn < FIRST_TURNS)
    return goldRate > 0 && turn === Math.floor(chance('first gold') * FIRST_TURNS) ? 'gold' : 'work';
  const drawn = chance(`turn ${turn}`);
  if (drawn < goldRate) return 'gold';
  return turn >= REPEAT_AFTER && drawn < goldRate + repeatRate ? 'repeat' : 'work';
}

/** Is the new task of this turn drawn blindly? */
export function isBlind(
  turn: number,
  chance: Chance,
  { randomShare = RANDOM_SHARE }: QueueSettings,
): boolean {
  return chance(`blind ${turn}`) < randomShare;
}

/** How many answers back the task lies that comes again: at least 20, at most as many as were given. */
export function repeatDistance(turn: number, answered: number, chance: Chance): number | undefined {
  const choices = answered - REPEAT_AFTER;
  if (choices <= 0) return undefined;
  return REPEAT_AFTER + Math.floor(chance(`repeat ${turn}`) * choices);
}
