import { setImmediate as breath } from 'node:timers/promises';
import { formOf } from '@heed/labeling/forms/index.ts';
import { taskInformation } from '@heed/labeling/queue/information.ts';
import { fitPrompt, type PromptComparison } from '@heed/labeling/statistics/fit-prompt.ts';
import type { Outcome } from '@heed/schema';
import { type Database, transact } from '../db/open.ts';
import type { BatchPlace } from './batches.ts';
import { standing } from './record.ts';
import type { TaskBody } from './task-body.ts';

/** Candidates of one prompt that are scored together; beyond that the order of tasks stays blind. */
const MOST_CANDIDATES = 16;
/** Longest that fits hold others up. */
const MOST_MS = 8;

interface Asked {
  task: string;
  body: string;
  set: string;
}
interface Answered {
  form: string;
  outcome: Outcome;
  value: string;
  shown: string;
}

function prepare(client: Database['$client']) {
  return {
    prompts: client
      .prepare<[string, string], string>('SELECT DISTINCT prompt FROM asked_tasks WHERE run = ? AND node = ?')
      .pluck(),
    promptOf: client
      .prepare<[string, string, string], string>(
        'SELECT prompt FROM asked_tasks WHERE run = ? AND node = ? AND task = ?',
      )
      .pluck(),
    asked: client.prepare<[string, string, string], Asked>(
      'SELECT task, body, label_set AS "set" FROM asked_tasks WHERE run = ? AND node = ? AND prompt = ?',
    ),
    answers: client.prepare<[string, string], Answered>(
      `SELECT given.form, outcome, value, shown FROM tasks
         JOIN judgements AS given ON (given.label_set, given.task) = (tasks.label_set, tasks.id)
       WHERE tasks.label_set = ? AND tasks.prompt = ? AND blind = 0 AND ${standing}`,
    ),
    note: client.prepare('UPDATE asked_tasks SET information = ? WHERE run = ? AND node = ? AND task = ?'),
  };
}

/**
 * Keeps at each task how much one more answer is expected to tell about the candidates of its prompt. Scores are fitted
 * aside from answers: labelers do not wait for them.
 */
export class Informing {
  readonly #db: Database;
  readonly #statements: ReturnType<typeof prepare>;
  /** Prompts with new answers. */
  readonly #outdated = new Map<string, { place: BatchPlace; prompt: string }>();
  #planned?: ReturnType<typeof setImmediate>;

  constructor(db: Database) {
    this.#db = db;
    this.#statements = prepare(db.$client);
  }

  /** For all tasks of a new batch, in pieces. */
  async begin(place: BatchPlace): Promise<void> {
    for (const prompt of this.#statements.prompts.all(place.run, place.node)) this.#outdate(place, prompt);
    while (this.#outdated.size > 0) {
      this.#fitSome();
      await breath();
    }
  }

  /** For the tasks of one prompt, soon after an answer to one of them. */
  update({ run, node }: BatchPlace, task: string): void {
    const prompt = this.#statements.promptOf.get(run, node, task);
    if (prompt === undefined) return;
    this.#outdate({ run, node }, prompt);
    this.#planned ??= setImmediate(() => this.#fitLater());
  }

  /** Fits nothing more. */
  close(): void {
    clearImmediate(this.#planned);
    this.#outdated.clear();
  }

  #outdate(place: BatchPlace, prompt: string): void {
    this.#outdated.set(JSON.stringify([place.run, place.node, prompt]), { place, prompt });
  }

  #fitLater(): void {
    this.#planned = undefined;
    try {
      this.#fitSome();
    } catch {
      // a full disk: the order of tasks stays as it was until the next answer
      return;
    }
    if (this.#outdated.size > 0) this.#planned = setImmediate(() => this.#fitLater());
  }

  /** As many prompts as a few milliseconds allow, in one transaction. */
  #fitSome(): void {
    const until = performance.now() + MOST_MS;
    transact(this.#db, () => {
      for (const [key, { place, prompt }] of this.#outdated) {
        this.#note(place, prompt);
        this.#outdated.delete(key);
        if (performance.now() > until) return;
      }
    });
  }

  #note({ run, node }: BatchPlace, prompt: string): void {
    const asked = this.#statements.asked.all(run, node, prompt);
    const bodies = asked.map(({ body }) => JSON.parse(body) as TaskBody);
    const keys = [...new Set(bodies.flatMap((body) => body.keys))];
    const set = asked[0]?.set;
    if (set === undefined || keys.length > MOST_CANDIDATES) return;
    const placeOf = new Map(keys.map((key, place) => [key, place]));
    const answers = this.#statements.answers.all(set, prompt);
    const fit = fitPrompt(
      keys.length,
      answers.flatMap((answer) => comparisons(answer, placeOf)),
    );
    for (const [index, { task }] of asked.entries()) {
      const places = (bodies[index] as TaskBody).keys.map((key) => placeOf.get(key) ?? 0);
      this.#statements.note.run(taskInformation(fit, places), run, node, task);
    }
  }
}

/** What an answer says about candidates that are asked about now, by their places. */
function comparisons(answer: Answered, placeOf: ReadonlyMap<string, number>): PromptComparison[] {
  const form = formOf(answer.form);
  const judged = { outcome: answer.outcome, value: form.value.parse(JSON.parse(answer.value)) };
  return form.compare(judged, JSON.parse(answer.shown)).flatMap((said) => {
    const names = said.tie ? said.candidates : [said.better, said.worse];
    const [better, worse] = names.map((name) => placeOf.get(name));
    return better === undefined || worse === undefined ? [] : [{ better, worse, tie: said.tie }];
  });
}
