/**
 * Many labelers at one batch over HTTP, without a pause between answers: how long an answer takes with the next task in
 * its response, and whether every acknowledged answer is there once. Start it with `npm run bench:labeling`.
 */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import BetterSqlite3 from 'better-sqlite3';
import { graph } from '../../tests/execution/graphs.ts';
import { readGiven } from '../harness/given.ts';
import { quantile } from '../runner/load.ts';
import { call, enter, type Served, serveInProcess } from '../runner/served.ts';

const usage = `npm run bench:labeling -- [--labelers 50] [--tasks 200] [--overlap 3] [--json]

  --labelers N   people who answer at once
  --tasks N      answers wanted for each of them
  --overlap N    answers wanted a task, each from another person
  --json         one line of JSON`;

const NODE = 'people';
const kinds = join(import.meta.dirname, '../../tests/execution/kinds');
/** A pause that labelers make who find no task, since others hold the last ones. */
const WAIT_MS = 20;

interface Work {
  tasks: { taskId: string }[];
  done: number;
  total: number;
}

/** What one labeler did. */
interface Done {
  keys: string[];
  /** Milliseconds from sending an answer to having the next task. */
  took: number[];
}

/** Comes in by the link and answers until the batch is complete. */
async function label(served: Served, link: string, run: string, name: string): Promise<Done> {
  const post = { cookie: await enter(link), method: 'POST' } as const;
  const place = { run, node: NODE, labeler: name, ahead: 2 };
  const done: Done = { keys: [], took: [] };
  let work = await call<Work>(served, 'labeling.work', place, post);
  while (work.done < work.total) {
    const taskId = work.tasks[0]?.taskId;
    if (taskId === undefined) {
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      work = await call<Work>(served, 'labeling.work', place, post);
      continue;
    }
    const said = { outcome: 'answered', value: { chosen: 'c1' }, timeMs: 1000 };
    const answer = { taskId, ...said, idempotencyKey: randomUUID() };
    const started = performance.now();
    work = await call<Work>(served, 'labeling.answer', { ...place, answer }, post);
    done.took.push(performance.now() - started);
    done.keys.push(answer.idempotencyKey);
  }
  return done;
}

/** What is wrong in the record; nothing where every acknowledged answer stands once and no task has too many. */
function faults(database: string, acknowledged: readonly string[], overlap: number): string[] {
  const db = new BetterSqlite3(database, { readonly: true });
  const stored = db.prepare('SELECT idempotency_key FROM judgements').pluck().all() as string[];
  const count = (sql: string, ...values: number[]) =>
    db
      .prepare(sql)
      .pluck()
      .get(...values) as number;
  const tooMany = count('SELECT count(*) FROM tasks WHERE answered > ?', overlap);
  const miscounted = count(
    `SELECT count(*) FROM tasks WHERE answered <> (SELECT count(*) FROM judgements
       WHERE (judgements.label_set, task) = (tasks.label_set, tasks.id) AND counted = 1)`,
  );
  const twice = count(
    `SELECT count(*) FROM (SELECT 1 FROM judgements WHERE selection <> 'repeat' GROUP BY labeler, task HAVING count(*) > 1)`,
  );
  const kept = new Set(stored);
  const lost = acknowledged.filter((key) => !kept.has(key)).length;
  db.close();
  return [
    ...(lost ? [`${lost} acknowledged answers are lost`] : []),
    ...(stored.length === kept.size ? [] : [`${stored.length - kept.size} answers are stored twice`]),
    ...(stored.length === acknowledged.length
      ? []
      : [`${stored.length} stored, ${acknowledged.length} acknowledged`]),
    ...(tooMany ? [`${tooMany} tasks have more than ${overlap} answers that count`] : []),
    ...(miscounted ? [`${miscounted} tasks are counted wrongly`] : []),
    ...(twice ? [`${twice} times somebody answered a task twice`] : []),
  ];
}

const { values } = readGiven(
  () =>
    parseArgs({
      options: {
        labelers: { type: 'string', default: '50' },
        tasks: { type: 'string', default: '200' },
        overlap: { type: 'string', default: '3' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  usage,
);
const [labelers, tasks, overlap] = [values.labelers, values.tasks, values.overlap].map(Number) as [
  number,
  number,
  number,
];
if (values.help || ![labelers, tasks, overlap].every((value) => Number.isInteger(value) && value > 0)) {
  console.error(usage);
  process.exit(values.help ? 0 : 2);
}

const pairs = Math.ceil((labelers * tasks) / overlap);
const asking = graph({ [NODE]: { kind: 'ask', pairs, overlap } });
await using served = await serveInProcess(kinds);
const start = { graph: asking, idempotencyKey: randomUUID() };
const { id: run } = await call<{ id: string }>(served, 'runs.start', start, { method: 'POST' });
const link = await served.invite(run, NODE);
const began = performance.now();
const people = await Promise.all(
  Array.from({ length: labelers }, (_, number) => label(served, link, run, `person ${number}`)),
);
const seconds = (performance.now() - began) / 1000;
const took = people.flatMap((one) => one.took);
const wrong = faults(
  join(served.folder, 'data/heed.db'),
  people.flatMap(({ keys }) => keys),
  overlap,
);
const result = {
  ...{ labelers, answers: took.length, overlap, seconds, perSecond: took.length / seconds },
  ...{ p50: quantile(took, 0.5), p99: quantile(took, 0.99), slowest: Math.max(...took), faults: wrong },
};
if (values.json) console.log(JSON.stringify({ type: 'labeling', ...result }));
else {
  console.log(
    `${labelers} labelers, ${took.length} answers in ${seconds.toFixed(1)} s: ${result.perSecond.toFixed(0)} a second`,
  );
  console.log(
    `an answer with the next task: p50 ${result.p50.toFixed(0)} ms, p99 ${result.p99.toFixed(0)} ms (goal 150), slowest ${result.slowest.toFixed(0)} ms`,
  );
  console.log(
    wrong.length ? wrong.join('\n') : 'every acknowledged answer is there once, and no task has too many',
  );
}
if (wrong.length) process.exitCode = 1;
