import type { BatchPlace } from '../api/quality-inputs.ts';
import type { Quality as QualityView } from '../api/quality-views.ts';
import type { Database } from '../db/open.ts';
import { computeFigures, type Judged } from './compute.ts';
import { SharedWork } from './shared-work.ts';

/** Figures are made anew at most this often while answers come in. */
const REST_MS = 5000;
/** Part of the time that a thread may compute: where figures take long, they rest longer. */
const BUSY_SHARE = 1 / 5;
/** Batches whose figures are kept at hand. */
const MOST_KEPT = 50;

interface Surroundings {
  db: Database;
  /** Standing judgements of a batch. Throws where there is no such batch. */
  judged(place: BatchPlace): Judged;
}

interface Kept {
  /** Number of the event that told of the batch last, when its judgements were read. */
  revision: number;
  /** When the next figures may be made; set anew once it is known how long these took. */
  restUntil: number;
  work: SharedWork<Omit<QualityView, 'isCurrent'>>;
}

/**
 * Figures of the quality of judgements: computed when somebody looks, aside from requests, and kept until answers change.
 * Work that nobody waits for any more is ended. New answers do not end it: where people label without a pause, figures
 * would never be done.
 */
export class Quality {
  readonly #around: Surroundings;
  readonly #kept = new Map<string, Kept>();
  readonly #closing = new AbortController();
  readonly #revision;
  /** One batch at a time: a thread keeps a core busy. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(around: Surroundings) {
    this.#around = around;
    this.#revision = around.db.$client
      .prepare<[string, string], number>(
        `SELECT coalesce(max(seq), 0) FROM events WHERE run = ? AND node = ? AND type = 'labeling'`,
      )
      .pluck();
  }

  /** `leaving` fires when the one who asks has gone. */
  async figures(place: BatchPlace, leaving?: AbortSignal): Promise<QualityView> {
    leaving?.throwIfAborted();
    const figures = await this.#fresh(place).wait(leaving);
    return { ...figures, isCurrent: figures.revision === this.#revisionOf(place) };
  }

  #revisionOf({ run, node }: BatchPlace): number {
    return this.#revision.get(run, node) ?? 0;
  }

  /** What is under way, or what is kept where it is current or young, otherwise new figures. */
  #fresh(place: BatchPlace): Kept['work'] {
    const key = JSON.stringify([place.run, place.node]);
    const kept = this.#kept.get(key);
    if (kept?.work.isUnderWay) return kept.work;
    if (kept && (kept.revision === this.#revisionOf(place) || Date.now() < kept.restUntil)) return kept.work;
    const work: Kept['work'] = new SharedWork((ending) => {
      const signal = AbortSignal.any([ending, this.#closing.signal]);
      const made = this.#last.then(() => this.#compute(place, fresh, signal));
      this.#last = made.catch(() => {});
      return made;
    });
    const fresh: Kept = { revision: this.#revisionOf(place), restUntil: 0, work };
    this.#keep(key, fresh);
    work.result.catch(() => {
      if (this.#kept.get(key) === fresh) this.#kept.delete(key);
    });
    return work;
  }

  /** Judgements are read when it is their turn, so that the figures are of the latest. */
  async #compute(place: BatchPlace, kept: Kept, signal: AbortSignal) {
    signal.throwIfAborted();
    const at = Date.now();
    kept.revision = this.#revisionOf(place);
    const figures = await computeFigures(this.#around.judged(place), signal);
    const took = Date.now() - at;
    kept.restUntil = Math.max(at + REST_MS, Date.now() + took / BUSY_SHARE - took);
    return { at, revision: kept.revision, figures };
  }

  #keep(key: string, kept: Kept): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }

  /** Stops what is being computed. */
  close(): void {
    this.#closing.abort(new Error('The runner is closing.'));
  }
}
