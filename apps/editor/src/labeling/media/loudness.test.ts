import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { integratedLoudness, matchingGains, SILENT } from './loudness.ts';

const RATE = 48_000;

/** A sine of 1 kHz in two channels: stretches of seconds at a level in dBFS. */
function tone(
  stretches: readonly (readonly [seconds: number, decibels: number])[],
  rate = RATE,
  hertz = 1000,
) {
  const lengths = stretches.map(([seconds]) => Math.round(seconds * rate));
  const samples = new Float32Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const [place, [, decibels]] of stretches.entries())
    for (const end = at + (lengths[place] as number); at < end; at++)
      samples[at] = 10 ** (decibels / 20) * Math.sin((2 * Math.PI * hertz * at) / rate);
  return [samples, samples];
}

/** EBU Tech 3341 (2023), table 1: minimum requirements test signals, integrated loudness to ±0.1 LU. */
describe('integrated loudness meets EBU Tech 3341', () => {
  test.each([
    ['case 1', [[20, -23]], -23],
    ['case 2', [[20, -33]], -33],
    [
      'case 3',
      [
        [10, -36],
        [60, -23],
        [10, -36],
      ],
      -23,
    ],
    [
      'case 4',
      [
        [10, -72],
        [10, -36],
        [60, -23],
        [10, -36],
        [10, -72],
      ],
      -23,
    ],
    [
      'case 5',
      [
        [20, -26],
        [20.1, -20],
        [20, -26],
      ],
      -23,
    ],
  ] as const)('%s', (_, stretches, wanted) => {
    expect(Math.abs(integratedLoudness(tone(stretches), RATE) - wanted)).toBeLessThan(0.1);
  });
});

test('the rate at which a sound was sampled changes nothing', () => {
  for (const rate of [16_000, 22_050, 44_100, 96_000])
    expect(Math.abs(integratedLoudness(tone([[3, -23]], rate, 997), rate) + 23)).toBeLessThan(0.1);
});

test('one channel is 3 dB less than two of the same; silence and what is shorter than a block are not loud', () => {
  const [left] = tone([[2, -20]]) as [Float32Array, Float32Array];
  expect(integratedLoudness([left], RATE)).toBeCloseTo(integratedLoudness([left, left], RATE) - 3.01, 2);
  expect(integratedLoudness([new Float32Array(RATE)], RATE)).toBe(SILENT);
  expect(integratedLoudness(tone([[0.3, -10]]), RATE)).toBe(SILENT);
});

test('matched sounds are equally loud, none is clipped, and none is made louder than the loudest was', () => {
  const sound = fc.record({
    loudness: fc.double({ min: -60, max: -5, noNaN: true }),
    peak: fc.double({ min: 0.01, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(sound, { minLength: 1, maxLength: 6 }), (sounds) => {
      const gains = matchingGains(sounds);
      const after = sounds.map(({ loudness }, place) => loudness + 20 * Math.log10(gains[place] as number));
      for (const one of after) expect(one).toBeCloseTo(after[0] as number, 6);
      expect(Math.max(...after)).toBeLessThanOrEqual(
        Math.max(...sounds.map(({ loudness }) => loudness)) + 1e-9,
      );
      for (const [place, { peak }] of sounds.entries())
        expect(peak * (gains[place] as number)).toBeLessThan(1);
    }),
  );
  expect(
    matchingGains([
      { loudness: SILENT, peak: 0 },
      { loudness: -20, peak: 0.1 },
    ]),
  ).toEqual([1, 1]);
});
