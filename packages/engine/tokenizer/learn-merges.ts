import { PairQueue } from './pair-queue.ts';

/** A pre-token as token ids, and how often it occurs. */
export interface Word {
  ids: number[];
  count: number;
}

/** Two token ids that become one; its id is `firstId` plus the position in the list of merges. */
export type Merge = [left: number, right: number];

export interface MergeLimits {
  /** How many merges to learn at most. */
  merges: number;
  /** Pairs seen less often than this are not merged. */
  minimumCount: number;
  /** No token grows longer than this many bytes. */
  longestToken: number;
  /** The id of the first merge; smaller ids in words are single bytes. */
  firstId: number;
}

/** Room for ids in one half of a pair's key; two halves stay an exact number. */
const ID_SPAN = 2 ** 26;

/**
 * Byte-pair encoding (Sennrich, Haddow and Birch 2016): again and again the most frequent pair of neighbors becomes a
 * token. The words are changed in place.
 */
export function learnMerges(words: Word[], limits: MergeLimits): Merge[] {
  const pairs = new PairCounts(words);
  const lengths = new Map<number, number>();
  const lengthOf = (id: number) => lengths.get(id) ?? 1;
  const merges: Merge[] = [];
  while (merges.length < limits.merges) {
    const pair = pairs.mostFrequent();
    if (pair === undefined || pair.count < limits.minimumCount) break;
    const length = lengthOf(pair.left) + lengthOf(pair.right);
    if (length > limits.longestToken) continue;
    const merged = limits.firstId + merges.length;
    lengths.set(merged, length);
    merges.push([pair.left, pair.right]);
    pairs.merge(pair.left, pair.right, merged);
  }
  return merges;
}

/** How often each pair of neighbors occurs, and in which words; brought up to date only where a merge changes a word. */
class PairCounts {
  readonly #words: Word[];
  readonly #counts = new Map<number, number>();
  readonly #wordsWith = new Map<number, number[]>();
  readonly #queue = new PairQueue();

  constructor(words: Word[]) {
    this.#words = words;
    words.forEach(({ ids, count }, wordIndex) => {
      for (let i = 1; i < ids.length; i++)
        this.#add(ids[i - 1] as number, ids[i] as number, count, wordIndex);
    });
    for (const key of this.#counts.keys()) this.#enqueue(key);
  }

  /** Takes the most frequent pair. Merges lower the counts of pairs in the queue: those are queued anew when found. */
  mostFrequent() {
    for (;;) {
      const pair = this.#queue.pop();
      if (pair === undefined) return undefined;
      const key = pair.left * ID_SPAN + pair.right;
      if (pair.count === this.#counts.get(key)) return pair;
      this.#enqueue(key);
    }
  }

  merge(left: number, right: number, merged: number): void {
    const key = left * ID_SPAN + right;
    const created = new Set<number>();
    for (const wordIndex of this.#wordsWith.get(key) ?? []) {
      this.#mergeInWord(wordIndex, left, right, merged, created);
    }
    this.#counts.delete(key);
    this.#wordsWith.delete(key);
    for (const createdKey of created) this.#enqueue(createdKey);
  }

  /** Replaces the pair in one word from left to right and notes which pairs came into being. */
  #mergeInWord(wordIndex: number, left: number, right: number, merged: number, created: Set<number>): void {
    const { ids, count } = this.#words[wordIndex] as Word;
    let end = 0;
    for (let i = 0; i < ids.length; i++, end++) {
      if (ids[i] !== left || ids[i + 1] !== right) {
        ids[end] = ids[i] as number;
        continue;
      }
      const before = end > 0 ? ids[end - 1] : undefined;
      const after = ids[i + 2];
      if (before !== undefined) {
        this.#remove(before, left, count);
        created.add(this.#add(before, merged, count, wordIndex));
      }
      if (after !== undefined) {
        this.#remove(right, after, count);
        created.add(this.#add(merged, after, count, wordIndex));
      }
      ids[end] = merged;
      i += 1;
    }
    ids.length = end;
  }

  #add(left: number, right: number, count: number, wordIndex: number): number {
    const key = left * ID_SPAN + right;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
    const places = this.#wordsWith.get(key);
    if (places === undefined) this.#wordsWith.set(key, [wordIndex]);
    else if (places.at(-1) !== wordIndex) places.push(wordIndex);
    return key;
  }

  #remove(left: number, right: number, count: number): void {
    const key = left * ID_SPAN + right;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) - count);
  }

  #enqueue(key: number): void {
    const count = this.#counts.get(key) ?? 0;
    if (count > 0) this.#queue.push({ left: Math.floor(key / ID_SPAN), right: key % ID_SPAN, count });
  }
}
