import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AlphaMetric, type AlphaUnit, krippendorffAlpha } from './alpha.ts';

/** The table of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: observers in rows. */
const published = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
  [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
];

const unitsOf = (table: readonly (readonly (number | null)[])[]): AlphaUnit[] =>
  (table[0] as number[]).map((_, unit) => ({ values: table.flatMap((row) => row[unit] ?? []) }));

const alpha = (units: readonly AlphaUnit[], metric: AlphaMetric) =>
  krippendorffAlpha(units, { metric, rounds: 0 });

describe('the published example', () => {
  test.each([
    ['nominal', 0.743],
    ['ordinal', 0.815],
    ['interval', 0.849],
  ] as const)('%s: %f', (metric, value) => {
    expect(alpha(unitsOf(published), metric)).toMatchObject({ because: null, units: 11, values: 40 });
    expect(alpha(unitsOf(published), metric).alpha).toBeCloseTo(value, 3);
  });

  test('two observers and two categories (section A): 0.095', () => {
    const units = unitsOf([
      [0, 1, 0, 0, 0, 0, 0, 0, 1, 0],
      [1, 1, 1, 0, 0, 1, 0, 0, 0, 0],
    ]);
    expect(alpha(units, 'nominal').alpha).toBeCloseTo(0.095, 3);
  });
});

describe('where there is no α, it says why', () => {
  test('nothing was judged by two', () => {
    expect(alpha([{ values: ['a'] }, { values: ['b'] }], 'nominal')).toMatchObject({
      alpha: null,
      because: 'no-overlap',
      units: 0,
    });
    expect(alpha([], 'nominal').because).toBe('no-overlap');
  });

  test('all say the same, so that chance agreement is perfect too', () => {
    expect(alpha([{ values: ['a', 'a'] }, { values: ['a', 'a'] }], 'nominal')).toMatchObject({
      alpha: null,
      because: 'one-category',
      units: 2,
      values: 4,
    });
  });
});

describe('the interval', () => {
  const noisy: AlphaUnit[] = Array.from({ length: 200 }, (_, index) => ({
    values: index % 5 === 0 ? ['a', 'b'] : index % 2 === 0 ? ['a', 'a'] : ['b', 'b'],
  }));

  test('holds α, is the same for the same seed, and shrinks with more units', () => {
    const all = krippendorffAlpha(noisy, { metric: 'nominal', rounds: 500, seed: 7 });
    expect(all.low as number).toBeLessThan(all.alpha as number);
    expect(all.high as number).toBeGreaterThan(all.alpha as number);
    expect(krippendorffAlpha(noisy, { metric: 'nominal', rounds: 500, seed: 7 })).toEqual(all);
    const few = krippendorffAlpha(noisy.slice(0, 40), { metric: 'nominal', rounds: 500, seed: 7 });
    const width = (one: typeof all) => (one.high as number) - (one.low as number);
    expect(width(few)).toBeGreaterThan(1.5 * width(all));
  });

  test('is near that of the normal approximation: α is 1 − D/E with D a mean of 200', () => {
    const { alpha: value, low, high } = krippendorffAlpha(noisy, { metric: 'nominal', rounds: 2000 });
    const deviation = Math.sqrt((0.2 * 0.8) / 200) / 0.5;
    expect(((high as number) - (low as number)) / (2 * 1.96 * deviation)).toBeCloseTo(1, 1);
    expect(value).toBeCloseTo(0.6, 2);
  });

  test('units of one cluster are drawn together: copies of a unit make nothing surer', () => {
    const copies = noisy.flatMap((unit, index) =>
      Array.from({ length: 4 }, () => ({ ...unit, cluster: `${index}` })),
    );
    const plain = krippendorffAlpha(noisy, { metric: 'nominal', rounds: 500 });
    const clustered = krippendorffAlpha(copies, { metric: 'nominal', rounds: 500 });
    const width = (one: typeof plain) => (one.high as number) - (one.low as number);
    expect(width(clustered) / width(plain)).toBeCloseTo(1, 1);
  });

  test('there is none of a single unit, or where most draws have one category only', () => {
    const one = [{ values: ['a', 'b', 'b'] }];
    expect(krippendorffAlpha(one, { metric: 'nominal' })).toMatchObject({ low: null, high: null });
    const rare = [{ values: ['a', 'b'] }, ...Array.from({ length: 3 }, () => ({ values: ['a', 'a'] }))];
    expect(krippendorffAlpha(rare, { metric: 'nominal' }).low).toBeNull();
  });
});

describe('what does not change α', () => {
  const table = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }), {
    minLength: 1,
    maxLength: 12,
  });

  test('other names, another order of units and of labelers (nominal)', () => {
    fc.assert(
      fc.property(table, (lists) => {
        const plain = alpha(
          lists.map((values) => ({ values })),
          'nominal',
        );
        const named = lists
          .toReversed()
          .map((values) => ({ values: values.toReversed().map((n) => 'wxyz'[n] as string) }));
        const other = alpha(named, 'nominal');
        expect(other.because).toBe(plain.because);
        expect(other.alpha ?? 0).toBeCloseTo(plain.alpha ?? 0, 10);
      }),
    );
  });

  test('stretched numbers: ordinal looks at ranks only, interval at distances only', () => {
    fc.assert(
      fc.property(table, (lists) => {
        const units = (of: (n: number) => number) => lists.map((values) => ({ values: values.map(of) }));
        const plain = (metric: AlphaMetric) => alpha(units(Number), metric).alpha ?? 0;
        expect(
          alpha(
            units((n) => n ** 3),
            'ordinal',
          ).alpha ?? 0,
        ).toBeCloseTo(plain('ordinal'), 10);
        expect(
          alpha(
            units((n) => 5 * n - 2),
            'interval',
          ).alpha ?? 0,
        ).toBeCloseTo(plain('interval'), 8);
      }),
    );
  });
});
