import { integratedLoudness, type Measured } from './loudness.ts';

/** Longer sounds are neither drawn nor measured: decoded they would fill a phone's memory. */
export const LONGEST_DECODED = 300;
const RATE = 48_000;
/** Columns of the drawing. */
const COLUMNS = 600;

/** A sound as it is drawn and measured. */
export interface Waveform extends Measured {
  /** The least and the largest sample of each column. */
  columns: readonly (readonly [least: number, largest: number])[];
}

function columnsOf(samples: Float32Array): Waveform['columns'] {
  const width = samples.length / COLUMNS;
  return Array.from({ length: COLUMNS }, (_, column) => {
    let [least, largest] = [0, 0];
    for (let at = Math.floor(column * width); at < (column + 1) * width; at++) {
      const sample = samples[at] ?? 0;
      if (sample < least) least = sample;
      if (sample > largest) largest = sample;
    }
    return [least, largest];
  });
}

const waveforms = new Map<string, Promise<Waveform>>();

/** Decodes one sound after the other: two at once would need twice the memory. */
let queue: Promise<unknown> = Promise.resolve();

async function decode(url: string): Promise<Waveform> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The sound could not be fetched: status ${answer.status}.`);
  const buffer = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await answer.arrayBuffer());
  // browsers play further channels through the first two
  const channels = Array.from({ length: Math.min(2, buffer.numberOfChannels) }, (_, at) =>
    buffer.getChannelData(at),
  );
  const columns = columnsOf(channels[0] ?? new Float32Array());
  const peak = channels.reduce(
    (most, samples) => samples.reduce((a, b) => Math.max(a, Math.abs(b)), most),
    0,
  );
  return { columns, peak, loudness: integratedLoudness(channels, RATE) };
}

/** The drawing and loudness of a sound by its address; decoded once while the page is open. */
export function waveformOf(url: string): Promise<Waveform> {
  const known = waveforms.get(url);
  if (known) return known;
  const made = queue.then(() => decode(url));
  queue = made.catch(() => {});
  waveforms.set(url, made);
  return made;
}
