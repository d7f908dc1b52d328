import { meetsRule, type StopRule, stopRuleSchema } from '@heed/schema';
import { z } from 'zod';

/** A rule, by its place in the node's list, and the point that fired it. */
export const firingSchema = z.object({
  rule: z.int(),
  step: z.int(),
  /** Null for one that is not a number. */
  value: z.number().nullable(),
});
export type Firing = z.infer<typeof firingSchema>;

/** What a checkpoint keeps of the rules: their rows so far, and what has fired. */
export const stopStateSchema = z.object({
  rules: z.array(stopRuleSchema),
  inARow: z.array(z.int()),
  fired: z.array(firingSchema),
});
export type StopState = z.infer<typeof stopStateSchema>;

/**
 * Watches a node's curves. It is fed by the node itself, point by point, so that equal numbers stop at equal steps; a
 * process that goes on from a checkpoint goes on with the rows, and fires again what had fired by then.
 */
export class StopRules {
  readonly #rules: readonly StopRule[];
  #inARow: number[];
  #fired: Firing[] = [];

  constructor(rules: readonly StopRule[]) {
    this.#rules = rules;
    this.#inARow = rules.map(() => 0);
  }

  /** Is the node to take its result as it is? */
  get finishing(): boolean {
    return this.#fired.some(({ rule }) => this.#rules[rule]?.action === 'finish');
  }

  get state(): StopState {
    return { rules: [...this.#rules], inARow: [...this.#inARow], fired: [...this.#fired] };
  }

  /** Goes on from a checkpoint; gives what had fired. Rules that are others by now begin anew. */
  goOnFrom({ rules, inARow, fired }: StopState): Firing[] {
    if (JSON.stringify(rules) !== JSON.stringify(this.#rules)) return [];
    this.#inARow = [...inARow];
    this.#fired = [...fired];
    return fired;
  }

  /** Takes in one point of some curves; gives the rules that fire now, each at most once in all. */
  take(step: number, values: Readonly<Record<string, number>>): Firing[] {
    const firing = this.#rules.flatMap((rule, index): Firing[] => {
      const value = values[rule.metric];
      if (value === undefined || this.#fired.some((one) => one.rule === index)) return [];
      const row = meetsRule(rule, value) ? (this.#inARow[index] as number) + 1 : 0;
      this.#inARow[index] = row;
      if (row < (rule.for ?? 1)) return [];
      return [{ rule: index, step, value: Number.isFinite(value) ? value : null }];
    });
    this.#fired.push(...firing);
    return firing;
  }
}
