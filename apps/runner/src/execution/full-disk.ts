import type { Localized } from '@heed/schema';
import type { ScheduledRun, SchedulerEvent } from './core/state.ts';
import { type Disk, diskFullSentence } from './disk.ts';

/** Time to the next look whether there is room again; it doubles while that turns out to be wrong. */
const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 300_000;

type Runs = ReadonlyMap<string, ScheduledRun>;

/**
 * What happens when the disk is full: every run is paused with one sentence, first in the reserve that was kept for it,
 * and goes on by itself when there is room. Where not even that can be written, nothing is taken in until it can.
 */
export class FullDisk {
  readonly #disk: Pick<Disk, 'folder' | 'isFull' | 'release' | 'refill' | 'hasRoom'>;
  #stalled = false;
  #isReserveGone = false;
  #waitMs = FIRST_WAIT_MS;
  #lookAt: number | undefined;
  #wentOnAt = Number.NEGATIVE_INFINITY;

  constructor(disk: Pick<Disk, 'folder' | 'isFull' | 'release' | 'refill' | 'hasRoom'>) {
    this.#disk = disk;
  }

  get sentence(): Localized {
    return diskFullSentence(this.#disk.folder);
  }

  /** Why nothing can be written now. */
  get stalled(): Localized | undefined {
    return this.#stalled ? this.sentence : undefined;
  }

  /** Gives what is to be taken in before everything else after a write failed. Throws what has another cause. */
  met(error: unknown, runs: Runs): SchedulerEvent[] {
    if (!this.#disk.isFull(error)) throw error;
    this.#stalled = this.#isReserveGone;
    if (this.#isReserveGone) return [];
    console.error(this.sentence.en);
    this.#disk.release();
    this.#isReserveGone = true;
    return [...runs.keys()].map((run) => ({ type: 'pause', run, reason: 'disk-full', error: this.sentence }));
  }

  /** Another attempt to write may be made. */
  tryAgain(): void {
    this.#stalled = false;
  }

  /** Lets the runs go on that rest for want of room, once there is some. */
  goOn(runs: Runs): SchedulerEvent[] {
    const now = performance.now();
    const resting = [...runs].filter(([, { state, pause }]) => state === 'paused' && pause === 'disk-full');
    if (this.#stalled || (resting.length === 0 && !this.#isReserveGone)) return [];
    if (now - this.#wentOnAt > LONGEST_WAIT_MS) this.#waitMs = FIRST_WAIT_MS;
    this.#lookAt ??= now + this.#waitMs;
    if (now < this.#lookAt) return [];
    this.#lookAt = undefined;
    if (!this.#disk.hasRoom()) return [];
    this.#disk.refill();
    this.#isReserveGone = false;
    this.#wentOnAt = now;
    this.#waitMs = Math.min(LONGEST_WAIT_MS, 2 * this.#waitMs);
    return resting.map(([run]) => ({ type: 'resume', run }));
  }
}
