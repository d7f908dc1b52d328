/** The loudness of silence, and of what is shorter than one block. */
export const SILENT = Number.NEGATIVE_INFINITY;

/** Blocks of 400 ms, one every 100 ms. */
const BLOCK_SECONDS = 0.4;
const STEP_SECONDS = 0.1;
const ABSOLUTE_GATE = -70;
const RELATIVE_GATE = -10;

type Biquad = readonly [b0: number, b1: number, b2: number, a1: number, a2: number];

/**
 * The two filters of K weighting for a sampling rate: a shelf that stands for the head, and a high pass (ITU-R BS.1770-5,
 * Annex 1, tables 1 and 2, which give them at 48 kHz; frequency, gain and quality are those of the same analog filters).
 */
function weightingFilters(rate: number): readonly [Biquad, Biquad] {
  const k = Math.tan((Math.PI * 1681.974450955533) / rate);
  const [quality, high] = [0.7071752369554196, 10 ** (3.999843853973347 / 20)];
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / quality + k * k;
  const shelf: Biquad = [
    (high + (band * k) / quality + k * k) / a0,
    (2 * (k * k - high)) / a0,
    (high - (band * k) / quality + k * k) / a0,
    (2 * (k * k - 1)) / a0,
    (1 - k / quality + k * k) / a0,
  ];
  const k2 = Math.tan((Math.PI * 38.13547087602444) / rate);
  const q2 = 0.5003270373238773;
  const c0 = 1 + k2 / q2 + k2 * k2;
  return [shelf, [1, -2, 1, (2 * (k2 * k2 - 1)) / c0, (1 - k2 / q2 + k2 * k2) / c0]];
}

/** One filter at work: gives the next sample out for the next one in. */
function filter([b0, b1, b2, a1, a2]: Biquad): (sample: number) => number {
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return (x) => {
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    return y;
  };
}

/** Sums of squares of all channels over each step of 100 ms; only whole steps. */
function stepEnergies(channels: readonly Float32Array[], rate: number): number[] {
  const [head, low] = weightingFilters(rate);
  const step = Math.round(rate * STEP_SECONDS);
  const sums = new Array<number>(Math.floor((channels[0]?.length ?? 0) / step)).fill(0);
  for (const samples of channels) {
    const [shelf, highPass] = [filter(head), filter(low)];
    for (let place = 0; place < sums.length; place++) {
      let sum = 0;
      for (let at = place * step; at < (place + 1) * step; at++) {
        const weighted = highPass(shelf(samples[at] as number));
        sum += weighted * weighted;
      }
      sums[place] = (sums[place] as number) + sum;
    }
  }
  return sums;
}

const loudnessOf = (power: number) => -0.691 + 10 * Math.log10(power);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Integrated loudness in LUFS of one or two channels (ITU-R BS.1770-5, Annex 1; EBU R 128): K-weighted power over blocks
 * that overlap by three quarters, without those below −70 LUFS and then those 10 LU below the mean of the rest.
 */
export function integratedLoudness(channels: readonly Float32Array[], rate: number): number {
  const steps = stepEnergies(channels, rate);
  const perBlock = Math.round(BLOCK_SECONDS / STEP_SECONDS);
  const blockSamples = Math.round(rate * STEP_SECONDS) * perBlock;
  const powers = steps
    .slice(perBlock - 1)
    .map(
      (_, first) => steps.slice(first, first + perBlock).reduce((sum, one) => sum + one, 0) / blockSamples,
    );
  const audible = powers.filter((power) => loudnessOf(power) > ABSOLUTE_GATE);
  if (audible.length === 0) return SILENT;
  const gate = loudnessOf(mean(audible)) + RELATIVE_GATE;
  return loudnessOf(mean(audible.filter((power) => loudnessOf(power) > gate)));
}

/** What was measured of a sound. */
export interface Measured {
  /** LUFS; `SILENT` where there is nothing to hear. */
  loudness: number;
  /** The largest sample, without a sign. */
  peak: number;
}

/** Room that is left above the largest sample, since curves between samples rise above them. */
const CEILING = 10 ** (-1 / 20);

/**
 * Factors that make sounds equally loud: as loud as the loudest of them, or less where one of them would be clipped. One
 * that is silent stays as it is.
 */
export function matchingGains(sounds: readonly Measured[]): number[] {
  const heard = sounds.filter(({ loudness }) => loudness !== SILENT);
  const highest = heard.map(({ loudness, peak }) => loudness + 20 * Math.log10(CEILING / peak));
  const target = Math.min(Math.max(...heard.map(({ loudness }) => loudness)), ...highest);
  return sounds.map(({ loudness }) => (loudness === SILENT ? 1 : 10 ** ((target - loudness) / 20)));
}
