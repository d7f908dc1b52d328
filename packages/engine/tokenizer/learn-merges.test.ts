import fc from 'fast-check';
import { expect, test } from 'vitest';
import { learnMerges, type Merge, type Word } from './learn-merges.ts';
import { type Pair, PairQueue } from './pair-queue.ts';

const LIMITS = { merges: 20, minimumCount: 2, longestToken: 6, firstId: 10 };

/** The definition of byte-pair encoding, counting everything anew for each merge. */
function learnSlowly(words: Word[], limits: typeof LIMITS): Merge[] {
  const merges: Merge[] = [];
  const length = (id: number): number => {
    const merge = merges[id - limits.firstId];
    return merge === undefined ? 1 : length(merge[0]) + length(merge[1]);
  };
  while (merges.length < limits.merges) {
    const counts = new Map<string, Pair>();
    for (const { ids, count } of words) {
      for (let i = 1; i < ids.length; i++) {
        const [left, right] = [ids[i - 1] as number, ids[i] as number];
        if (length(left) + length(right) > limits.longestToken) continue;
        const pair = counts.get(`${left} ${right}`) ?? { left, right, count: 0 };
        counts.set(`${left} ${right}`, { ...pair, count: pair.count + count });
      }
    }
    const [best] = [...counts.values()].sort(
      (a, b) => b.count - a.count || a.left - b.left || a.right - b.right,
    );
    if (best === undefined || best.count < limits.minimumCount) break;
    const id = limits.firstId + merges.length;
    merges.push([best.left, best.right]);
    for (const word of words) {
      const merged: number[] = [];
      for (let i = 0; i < word.ids.length; i++) {
        const found = word.ids[i] === best.left && word.ids[i + 1] === best.right;
        merged.push(found ? id : (word.ids[i] as number));
        if (found) i += 1;
      }
      word.ids = merged;
    }
  }
  return merges;
}

test('the queue gives pairs by falling count, then by rising ids', () => {
  const pair = fc.record({ left: fc.nat(5), right: fc.nat(5), count: fc.nat(5) });
  fc.assert(
    fc.property(fc.array(pair), (pairs) => {
      const queue = new PairQueue();
      for (const one of pairs) queue.push(one);
      const taken = pairs.map(() => queue.pop());
      expect(queue.pop()).toBeUndefined();
      expect(taken).toEqual(
        [...pairs].sort((a, b) => b.count - a.count || a.left - b.left || a.right - b.right),
      );
    }),
  );
});

test('merges equal those of the plain definition for any words', () => {
  const word = fc.record({
    ids: fc.array(fc.nat(3), { maxLength: 14 }),
    count: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (words) => {
      expect(learnMerges(structuredClone(words), LIMITS)).toEqual(
        learnSlowly(structuredClone(words), LIMITS),
      );
    }),
    { numRuns: 500 },
  );
});

test('overlapping pairs are merged from the left', () => {
  const words = [{ ids: [1, 1, 1, 1, 1], count: 2 }];
  expect(learnMerges(words, { ...LIMITS, merges: 1 })).toEqual([[1, 1]]);
  expect(words).toEqual([{ ids: [10, 10, 1], count: 2 }]);
});
