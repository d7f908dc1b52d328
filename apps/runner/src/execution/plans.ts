import { type PlanStep, plan } from '@heed/schema';
import type { RunRow } from './attempts.ts';
import type { Kinds } from './kinds.ts';

/** Plans kept at hand; more runs than this are rarely under way at once. */
const MOST_PLANS = 16;

/** Plans of the runs under way, compiled once each. */
export class RunPlans {
  readonly #kinds: Kinds;
  readonly #steps = new Map<string, Map<string, PlanStep>>();

  constructor(kinds: Kinds) {
    this.#kinds = kinds;
  }

  /** The planned node of a run; undefined where the graph is not valid with today's node kinds. */
  stepOf(run: RunRow, node: string): PlanStep | undefined {
    const steps = this.#steps.get(run.id) ?? this.#compile(run);
    return steps.get(node);
  }

  #compile(run: RunRow): Map<string, PlanStep> {
    const { steps } = plan(run.snapshot, this.#kinds.catalogue);
    const byNode = new Map(steps.map((step) => [step.node, step]));
    const [oldest] = this.#steps.keys();
    if (oldest !== undefined && this.#steps.size >= MOST_PLANS) this.#steps.delete(oldest);
    this.#steps.set(run.id, byNode);
    return byNode;
  }
}
