import type { ShownTask } from '@heed/schema';
import type { Batch } from './batches.ts';
import { shownValue } from './judged.ts';
import { shownOrder } from './keys.ts';
import type { Labeler } from './labelers.ts';
import type { Lease } from './leases.ts';
import type { Pick } from './picks.ts';
import type { Judgement, Record } from './record.ts';
import { showTask, type TaskBody } from './task-body.ts';

/** Tasks kept at hand as they are shown: each is sent several times, in advance and when it is its turn. */
const MOST_KEPT = 4000;

/** Tasks as labelers see them: in their own order, with no word on where anything came from. */
export class Showing {
  readonly #record: Record;
  readonly #kept = new Map<string, ShownTask>();

  constructor(record: Record) {
    this.#record = record;
  }

  /** A task as a batch asks it, or as it was first asked. */
  body(batch: Batch, task: string): TaskBody {
    return JSON.parse(this.#record.askedBody(batch, task) ?? this.#record.body(batch.set.id, task) ?? '{}');
  }

  /** The keys of the candidates in the order in which a labeler sees them. */
  order({ set }: Batch, me: Labeler, { keys }: TaskBody, { task, selection }: Pick): string[] {
    return shownOrder(set.secret, task, me.id, keys, selection === 'repeat');
  }

  /** A ticket is one task before one labeler, and shows the same for ever. */
  show(batch: Batch, me: Labeler, lease: Lease): ShownTask {
    const key = `${batch.run}/${batch.node}/${lease.ticket}`;
    const known = this.#kept.get(key);
    if (known) return known;
    const body = this.body(batch, lease.task);
    const shown = showTask(batch, body, this.order(batch, me, body, lease), lease.ticket);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, shown);
    return shown;
  }

  /** A task as it was shown, with what was said. */
  again(batch: Batch, { task, ticket, form, shown, outcome, value }: Judgement) {
    const order: string[] = JSON.parse(shown);
    const shownTask = showTask(batch, this.body(batch, task), order, ticket);
    return {
      task: shownTask,
      outcome: outcome ?? ('skipped' as const),
      value: shownValue(form, order, value),
    };
  }
}
