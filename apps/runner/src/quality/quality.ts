import type { BatchPlace } from '../api/quality-inputs.ts';
import type { Quality as QualityView } from '../api/quality-views.ts';
import type { Database } from '../db/open.ts';
import { computeFigures, type Judged } from './compute.ts';

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
  /** Number of the event that told of the batch last. */
  revision: number;
  at: number;
  /** When the next figures may be made; set anew once it is known how long these took. */
  restUntil: number;
  view: Promise<Omit<QualityView, 'isCurrent'>>;
}

/** Figures of the quality of judgements: computed when somebody looks, aside from requests, and kept until answers change. */
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

  async figures(place: BatchPlace): Promise<QualityView> {
    const { revision, view } = this.#fresh(place);
    const figures = await view;
    return { ...figures, isCurrent: revision === this.#revision.get(place.run, place.node) };
  }

  /** What is kept where it is current or young, otherwise new figures. */
  #fresh(place: BatchPlace): Kept {
    const key = JSON.stringify([place.run, place.node]);
    const revision = this.#revision.get(place.run, place.node) ?? 0;
    const kept = this.#kept.get(key);
    if (kept && (kept.revision === revision || Date.now() < kept.restUntil)) return kept;
    const judged = this.#around.judged(place);
    const at = Date.now();
    const compute = async () => {
      const started = Date.now();
      const figures = await computeFigures(judged, this.#closing.signal);
      const took = Date.now() - started;
      fresh.restUntil = Math.max(fresh.restUntil, Date.now() + took / BUSY_SHARE - took);
      return { at, revision, figures };
    };
    const view = this.#last.then(compute);
    this.#last = view.catch(() => {});
    const fresh: Kept = { revision, at, restUntil: at + REST_MS, view };
    this.#keep(key, fresh);
    view.catch(() => this.#kept.delete(key));
    return fresh;
  }

  #keep(key: string, kept: Kept): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }

  /** Stops what is being computed. */
  close(): void {
    this.#closing.abort();
  }
}
