import { createRandom } from '@heed/engine/random';
import { expect, test } from 'vitest';
import { caseNames, loadCase, row } from '../../bench/harness/case.ts';
import { trainingFlops } from '../../bench/harness/flops.ts';
import { parseOptions, UsageError } from '../../bench/harness/options.ts';
import { sizeNames } from '../../bench/harness/sizes.ts';
import { tableText } from '../../bench/harness/table.ts';
import { drawLength, makeWords, promptLengths, textOfLength } from '../../bench/harness/texts.ts';

test('options have defaults, and wrong ones end in a sentence', () => {
  expect(parseOptions([], ['sft'])).toMatchObject({ quick: false, only: [], sizes: sizeNames, rounds: 3 });
  expect(parseOptions(['--quick', '--sizes', '4M,30M', '--only', 'sft'], ['sft'])).toMatchObject({
    rounds: 1,
    sizes: ['4M', '30M'],
    only: ['sft'],
  });
  const wrong = [['--only', 'x'], ['--sizes', '7B'], ['--rounds', '0'], ['--bogus'], ['more']];
  for (const args of wrong) expect(() => parseOptions(args, ['sft'])).toThrow(UsageError);
});

test('every benchmark names its sizes and what it compares', async () => {
  const names = await caseNames();
  expect(names).toEqual(expect.arrayContaining(['generation', 'ppo', 'reward-model', 'sft']));
  for (const name of names) {
    const { title, sizes } = await loadCase(name);
    expect(title).not.toBe('');
    expect(sizes.length).toBeGreaterThan(0);
  }
});

test('a table says which goals are met', () => {
  const table = tableText([row('fast', '4M', 'a/s', [30, 10], 2), row('slow', '4M', 'a/s', [1, 2], 1.5)]);
  expect(table).toMatch(/fast .* 3\.00× +≥ 2× +✓/);
  expect(table).toMatch(/slow .* 0\.50× +≥ 1\.5× +✗/);
  expect(row('alone', '4M', 'a/s', [3, undefined])).toMatchObject({ ours: 3, theirs: null, ratio: null });
});

test('texts have lengths about a median, and words that repeat', () => {
  const random = createRandom(3);
  const lengths = Array.from({ length: 2000 }, () => drawLength(promptLengths, random)).sort((a, b) => a - b);
  expect(Math.abs((lengths[1000] as number) - promptLengths.median)).toBeLessThan(4);
  expect([lengths[0], lengths.at(-1)]).toEqual([expect.any(Number), promptLengths.most]);
  const words = makeWords(3);
  expect(new Set(words).size).toBe(words.length);
  const text = textOfLength(words, 40, () => 2, random);
  expect(text.trim().split(' ')).toHaveLength(20);
});

test('the products of a text are counted: linear layers, attention and logits, three times over', () => {
  const size = { layers: 2, width: 10, heads: 1, vocabularySize: 100 };
  const example = { promptIds: [1, 2, 3], chosenIds: [4, 5] } as never;
  // the first block whole at five tokens, the second's queries, keys and values there too, but the rest at two
  const linear = 5 * (12 * 100) + 5 * (3 * 100) + 2 * (9 * 100);
  const attention = 5 * 2 * (2 * 5 * 10);
  const logits = 2 * 100 * 10;
  expect(trainingFlops(size, [example])).toBe(3 * 2 * (linear + attention + logits));
});
