import { type PlanStep, plan } from '@heed/schema';
import type { Database } from '../db/open.ts';
import { findRun, type RunRow } from './attempts.ts';
import type { Kinds } from './kinds.ts';
import { graphOfPart, type RunPart } from './parts.ts';

/** Plans kept at hand; more runs than this are rarely under way at once. */
const MOST_PLANS = 16;

/** A run as it was asked for: what of it never changes, compiled once. */
export interface PlannedRun {
  run: Omit<RunRow, 'state' | 'error'>;
  /** Nodes of the run; those that are not valid with today's node kinds are missing. */
  steps: ReadonlyMap<string, PlanStep>;
  forced: ReadonlySet<string>;
  pins: RunPart['pins'];
}

/** Runs under way, each read and compiled once. */
export class RunPlans {
  readonly #kinds: Kinds;
  readonly #planned = new Map<string, PlannedRun>();

  constructor(kinds: Kinds) {
    this.#kinds = kinds;
  }

  /** A run by its id. Throws where there is none. */
  open(db: Database, id: string): PlannedRun {
    const known = this.#planned.get(id);
    if (known) return known;
    const run = findRun(db, id);
    if (!run) throw new Error(`There is no run ${id}.`);
    return this.#compile(run);
  }

  /** The planned node of a run; undefined where the graph is not valid with today's node kinds. */
  stepOf(run: RunRow, node: string): PlanStep | undefined {
    return (this.#planned.get(run.id) ?? this.#compile(run)).steps.get(node);
  }

  #compile(run: RunRow): PlannedRun {
    const { id, part, snapshot } = run;
    const { steps } = plan(part ? graphOfPart(snapshot, part.nodes) : snapshot, this.#kinds.catalogue);
    const planned = {
      run,
      steps: new Map(steps.map((step) => [step.node, step])),
      forced: new Set(part?.forced),
      pins: part?.pins ?? {},
    };
    const [oldest] = this.#planned.keys();
    if (oldest !== undefined && this.#planned.size >= MOST_PLANS) this.#planned.delete(oldest);
    this.#planned.set(id, planned);
    return planned;
  }
}
