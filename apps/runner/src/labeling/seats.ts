import type { LabelerAt } from '../api/labeling-inputs.ts';
import type { Database } from '../db/open.ts';
import type { Batch, Batches, BatchPlace } from './batches.ts';
import { type Labeler, Labelers } from './labelers.ts';
import { noBatch } from './refusals.ts';

/** Batches of a set among which the waiting one is looked for. */
const FEW_BATCHES = 20;

/** A labeler at a batch. */
export interface Seat {
  batch: Batch;
  me: Labeler;
  isWaiting: boolean;
}

interface SeatParts {
  db: Database;
  now: () => number;
  batches: Batches;
  isWaiting(place: BatchPlace): boolean;
}

/** Who sits where: a session and a name are a labeler, and a link leads to what its set waits for now. */
export class Seats {
  readonly #parts: SeatParts;
  readonly labelers: Labelers;

  constructor(parts: SeatParts) {
    this.#parts = parts;
    this.labelers = new Labelers(parts.db);
  }

  /** The labeler of a session at a batch, made where they are new. */
  sit(at: LabelerAt, session: string): Seat {
    const found = this.batch(at);
    return { ...found, me: this.labeler(at, found.batch, session) };
  }

  /** The labeler of a session in a batch's set. */
  labeler({ labeler }: LabelerAt, { set }: Batch, session: string): Labeler {
    return this.labelers.open(set.id, session, labeler, this.#parts.now());
  }

  /** The batch, or the one that its set waits at now: a link to an earlier run leads to the work that there is. */
  batch({ run, node }: BatchPlace): Omit<Seat, 'me'> {
    const { batches, isWaiting } = this.#parts;
    const asked = batches.find({ run, node });
    if (!asked) throw noBatch(node);
    if (isWaiting(asked)) return { batch: asked, isWaiting: true };
    const place = batches.ofSet(asked.set.id, FEW_BATCHES).find((one) => isWaiting(one));
    return { batch: (place && batches.find(place)) ?? asked, isWaiting: place !== undefined };
  }
}
