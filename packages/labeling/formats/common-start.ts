import { BadRecord } from './feedback.ts';

/** The beginning that two lists share, and how each goes on. */
export function splitCommonStart<Item>(
  first: readonly Item[],
  second: readonly Item[],
  isSame: (a: Item, b: Item) => boolean,
): { start: Item[]; first: Item[]; second: Item[] } {
  const differs = first.findIndex((item, n) => n >= second.length || !isSame(item, second[n] as Item));
  const length = differs < 0 ? first.length : differs;
  return { start: first.slice(0, length), first: first.slice(length), second: second.slice(length) };
}

/** Throws where two answers say the same, so that there is nothing to prefer. */
export function refuseEqual(chosen: string, rejected: string): void {
  if (chosen === rejected)
    throw new BadRecord('has the same text in "chosen" and "rejected"', '的“chosen”与“rejected”内容相同');
}
