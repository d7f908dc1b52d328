import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunEvent } from '@heed/schema';
import { type Failpoint, failpoints } from '../../apps/runner/src/failpoints.ts';
import { checkAftermath } from './aftermath.ts';
import type { LifeOrder } from './life.ts';
import type { Random } from './random.ts';
import { writeTrainingData } from './training.ts';

/** Kills of one training at most; then it may come to its end. */
const MOST_KILLS = 12;
/** A life that comes to no end by then hangs. */
const LONGEST_LIFE_MS = 240_000;
const entry = join(import.meta.dirname, 'life.ts');

type Death = { at: Failpoint; time: number } | { afterMs: number };

export interface RoundResult {
  /** How the runner was killed, one entry a kill. */
  kills: string[];
  /** Events that were told before the end. */
  acknowledged: number;
  /** Artifact ids by node and port. */
  outputs: Record<string, string>;
}

/** Half of the deaths come at a named place, the others whenever they come. */
export function drawDeath(random: Random): Death {
  if (random.next() < 0.5) return { afterMs: 50 + random.below(3000) };
  const at = random.choose(failpoints);
  const seldom = at.startsWith('restore') || at.startsWith('publish') || at.startsWith('spawn');
  return { at, time: 1 + random.below(at === 'restore.begins' ? 1 : seldom ? 3 : 25) };
}

interface Life {
  killed: boolean;
  error: string;
}

/** A line that was torn by a kill was not told. */
function readLine(line: string): { run?: string; event?: RunEvent } {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}

/** What the reader of all lives was told. */
class Reader {
  run = '';
  readonly events = new Map<number, string>();

  get last(): number {
    return [...this.events.keys()].at(-1) ?? 0;
  }

  take(line: string): void {
    const { run, event } = readLine(line);
    if (run !== undefined) this.#meet(run);
    if (!event) return;
    if (event.seq <= this.last) throw new Error(`Event ${event.seq} came again, after ${this.last}.`);
    this.events.set(event.seq, JSON.stringify(event));
  }

  #meet(run: string): void {
    if (this.run && this.run !== run) throw new Error(`The run ${this.run} is now ${run}.`);
    this.run = run;
  }
}

async function live(order: LifeOrder, reader: Reader, afterMs: number | undefined): Promise<Life> {
  const child = spawn(process.execPath, [entry, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs ?? LONGEST_LIFE_MS);
  let error = '';
  child.stderr?.on('data', (text) => {
    error += String(text);
  });
  try {
    for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream }))
      reader.take(line);
    await ended(child);
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
  return { killed: child.signalCode === 'SIGKILL', error };
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/**
 * Trains once while the runner is killed again and again, then holds what is left to what was told. Throws at the first
 * broken promise. Without `random`, nothing disturbs the training.
 */
export async function trainThroughKills(random?: Random, most = MOST_KILLS): Promise<RoundResult> {
  const folder = mkdtempSync(join(tmpdir(), 'heed-chaos-'));
  const reader = new Reader();
  const kills: string[] = [];
  try {
    writeTrainingData(folder);
    const data = join(folder, 'data');
    for (;;) {
      const death = random && kills.length < most ? drawDeath(random) : undefined;
      const place = death && 'at' in death ? death : undefined;
      const afterMs = death && 'afterMs' in death ? death.afterMs : undefined;
      const { killed, error } = await live(
        { folder, data, after: reader.last, death: place },
        reader,
        afterMs,
      );
      if (!killed && error) throw new Error(`A runner failed: ${error}`);
      if (!killed) break;
      if (!death)
        throw new Error(`A life that nobody ended hangs; last event ${reader.events.get(reader.last)}`);
      kills.push(place ? `${place.at} ${place.time}` : `after ${afterMs} ms`);
    }
    const outputs = await checkAftermath(data, reader.run, reader.events);
    return { kills, acknowledged: reader.events.size, outputs };
  } catch (error) {
    throw new Error(`${(error as Error).message}\nKills of this training: ${kills.join(', ')}`, {
      cause: error,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
