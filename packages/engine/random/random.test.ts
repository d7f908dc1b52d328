import { describe, expect, test } from 'vitest';
import { createRandom, type Random, restoreRandom } from './index.ts';

function draw(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.uint32());
}

/** χ² of how often each of `cells` values came up. */
function chiSquare(values: number[], cells: number): number {
  const counts = new Array<number>(cells).fill(0);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  const expected = values.length / cells;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('random numbers', () => {
  test('the generator is xoshiro128**: the published sequence for the state 1, 2, 3, 4', () => {
    const random = restoreRandom({ key: '', words: [1, 2, 3, 4], spareNormal: null });
    expect(draw(random, 6)).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492]);
  });

  test('a seed gives the same numbers for ever', () => {
    const random = createRandom(42);
    expect(draw(random, 3)).toEqual([3259301644, 4148830397, 4251619297]);
    expect([random.uniform(), random.normal(), random.integer(100)]).toEqual([
      0.8539723836932952, -0.21093989731103513, 82,
    ]);
    expect(random.shuffle([1, 2, 3, 4, 5, 6, 7, 8])).toEqual([4, 1, 6, 5, 2, 8, 7, 3]);
    expect(draw(createRandom('42'), 5)).toEqual(draw(createRandom(42), 5));
    expect(draw(createRandom(43), 5)).not.toEqual(draw(createRandom(42), 5));
  });

  test('a fork depends on the seed and its label, not on what was drawn before', () => {
    const fresh = createRandom('run');
    const used = createRandom('run');
    draw(used, 1000);
    expect(draw(used.fork('dropout'), 20)).toEqual(draw(fresh.fork('dropout'), 20));
    expect(draw(fresh.fork('a'), 20)).not.toEqual(draw(fresh.fork('b'), 20));
    expect(draw(fresh.fork('a').fork('b'), 5)).not.toEqual(draw(fresh.fork('b').fork('a'), 5));
    expect(draw(createRandom('other').fork('a'), 5)).not.toEqual(draw(fresh.fork('a'), 5));
  });

  test('forks of neighboring labels are uncorrelated', () => {
    const parent = createRandom(1);
    const left = parent.fork('step-1');
    const right = parent.fork('step-2');
    const n = 20_000;
    let product = 0;
    for (let i = 0; i < n; i++) product += left.normal() * right.normal();
    expect(Math.abs(product / n)).toBeLessThan(4 / Math.sqrt(n));
  });

  test('a restored stream goes on exactly, also between the halves of a normal pair', () => {
    const random = createRandom(5);
    random.normal();
    const copy = restoreRandom(JSON.parse(JSON.stringify(random.state())));
    for (let i = 0; i < 50; i++) {
      expect(copy.normal()).toBe(random.normal());
      expect(copy.uniform()).toBe(random.uniform());
    }
    expect(draw(copy.fork('x'), 5)).toEqual(draw(random.fork('x'), 5));
  });

  test('integers and uniforms fill their range evenly (χ² below its 99.9 % point)', () => {
    const random = createRandom('chi');
    const integers = Array.from({ length: 70_000 }, () => random.integer(7));
    expect(chiSquare(integers, 7)).toBeLessThan(22.46); // 6 degrees of freedom
    const uniforms = Array.from({ length: 100_000 }, () => Math.floor(random.uniform() * 100));
    expect(chiSquare(uniforms, 100)).toBeLessThan(148.23); // 99 degrees of freedom
  });

  test('a bound near 2³² is not biased: both halves come up equally often', () => {
    const random = createRandom('bound');
    const bound = 3 * 2 ** 30;
    const halves = Array.from({ length: 10_000 }, () => (random.integer(bound) < bound / 2 ? 0 : 1));
    expect(chiSquare(halves, 2)).toBeLessThan(10.83);
  });

  test('all orders of three items are equally likely, and the input stays as it was', () => {
    const random = createRandom('orders');
    const items = ['a', 'b', 'c'];
    const orders = ['abc', 'acb', 'bac', 'bca', 'cab', 'cba'];
    const seen = Array.from({ length: 12_000 }, () => orders.indexOf(random.shuffle(items).join('')));
    expect(chiSquare(seen, 6)).toBeLessThan(20.52);
    expect(items).toEqual(['a', 'b', 'c']);
  });

  test('normal numbers have mean 0, variance 1 and normal tails', () => {
    const random = createRandom('normal');
    const values = Array.from({ length: 100_000 }, () => random.normal());
    const mean = values.reduce((a, b) => a + b) / values.length;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.015);
    expect(Math.abs(variance - 1)).toBeLessThan(0.02);
    expect(values.filter((x) => Math.abs(x) > 1.96).length / values.length).toBeCloseTo(0.05, 2);
  });

  test('bad seeds, bounds and states are refused in one sentence', () => {
    expect(() => createRandom(Number.NaN)).toThrow('The seed must be a finite number or a text, not NaN.');
    expect(() => createRandom(1).integer(0)).toThrow(/between 1 and 4294967296, not 0/);
    expect(() => restoreRandom({ key: 'k', words: [0, 0, 0, 0], spareNormal: null })).toThrow(/damaged/);
    expect(() => restoreRandom(undefined as never)).toThrow(/damaged/);
  });
});
