/** A pair of token ids and how often it occurs. */
export interface Pair {
  left: number;
  right: number;
  count: number;
}

/**
 * A binary heap of pairs: the most frequent first; among equals the smaller left id, then the smaller right id. This
 * is the order of Python's `BpeTrainer`, so both learn the same merges.
 */
export class PairQueue {
  readonly #heap: Pair[] = [];

  get size(): number {
    return this.#heap.length;
  }

  push(pair: Pair): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(pair);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent] as Pair;
      if (!comesBefore(pair, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = pair;
  }

  /** Takes out the first pair, or gives undefined when there is none. */
  pop(): Pair | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      const other = heap[child + 1];
      if (other !== undefined && comesBefore(other, heap[child] as Pair)) child += 1;
      const below = heap[child] as Pair;
      if (!comesBefore(below, last)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

function comesBefore(a: Pair, b: Pair): boolean {
  if (a.count !== b.count) return a.count > b.count;
  return a.left !== b.left ? a.left < b.left : a.right < b.right;
}
