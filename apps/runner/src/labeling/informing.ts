import { formOf } from '@heed/labeling/forms/index.ts';
import { taskInformation } from '@heed/labeling/queue/information.ts';
import { fitPrompt, type PromptComparison } from '@heed/labeling/statistics/fit-prompt.ts';
import type { Outcome } from '@heed/schema';
import type { Database } from '../db/open.ts';
import type { BatchPlace } from './batches.ts';
import { standing } from './record.ts';
import type { TaskBody } from './task-body.ts';

/** Candidates of one prompt that are scored together; beyond that the order of tasks stays blind. */
const MOST_CANDIDATES = 16;

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
       WHERE tasks.label_set = ? AND tasks.prompt = ? AND ${standing}`,
    ),
    note: client.prepare('UPDATE asked_tasks SET information = ? WHERE run = ? AND node = ? AND task = ?'),
  };
}

/** Keeps at each task how much one more answer is expected to tell about the candidates of its prompt. */
export class Informing {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(db: Database) {
    this.#statements = prepare(db.$client);
  }

  /** For all tasks of a new batch. */
  begin(place: BatchPlace): void {
    for (const prompt of this.#statements.prompts.all(place.run, place.node)) this.#note(place, prompt);
  }

  /** For the tasks of one prompt, after an answer to one of them. */
  update(place: BatchPlace, task: string): void {
    const prompt = this.#statements.promptOf.get(place.run, place.node, task);
    if (prompt !== undefined) this.#note(place, prompt);
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
