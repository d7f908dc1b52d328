import { randomUUID } from 'node:crypto';
import { pairAnswer } from '@heed/labeling/testing.ts';
import type { Answer, LabelingRequest } from '@heed/schema';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openDatabase } from '../../apps/runner/src/db/open.ts';
import { EventLog } from '../../apps/runner/src/events/log.ts';
import { Labeling } from '../../apps/runner/src/labeling/labeling.ts';
import { person } from './labelers.ts';

const place = { run: 'r', node: 'people' };
const MINUTE = 60_000;

function request(pairs: number, overlap: number, isDecided: boolean): LabelingRequest {
  const candidates = ['a', 'b', 'c'].map((id) => ({ id, text: id, model: null }));
  const tasks = Array.from({ length: pairs }, (_, index) => ({
    ...{ taskId: `t${index}`, promptId: `p${index}`, prompt: `Prompt ${index}`, language: 'en' },
    candidates: candidates.slice(index % 2, (index % 2) + 2),
  }));
  const form = { form: 'pairwise', formVersion: 1, settings: {}, guidelines: '', labelSet: '' };
  const question = { en: 'Which?', zh: 'Which?' };
  const queue = { choose: 'informative' as const, ...(isDecided && { adjudicate: 1 }) };
  return { ...form, question, overlap, tasks, judgements: [], queue };
}

/** What may happen, by whom, and with which of the things that they hold. */
const deeds = [
  ...['work', 'prefetch', 'idle', 'answer', 'answer', 'answer', 'skip', 'again', 'undo', 'change'],
  ...['lapse', 'jump back', 'crash', 'mark gold', 'decide', 'decide', 'decide', 'undecide', 'waive'],
] as const;
const deed = fc.record({ what: fc.constantFrom(...deeds), who: fc.nat(3), which: fc.nat(5) });

/** A batch and its people, whose browsers keep every task that they were ever shown. */
async function setUp(pairs: number, overlap: number, isDecided: boolean) {
  const db = openDatabase(':memory:');
  db.$client.exec(`
    INSERT INTO graphs (id, name, revision, created_at, updated_at) VALUES ('g', 'g', 1, 0, 0);
    INSERT INTO runs (id, graph, snapshot, state, fresh, idempotency_key, request, created_at)
      VALUES ('r', 'g', '{}', 'waiting_human', 0, 'k', '', 0)`);
  const clock = { now: 1000 * MINUTE };
  const open = () =>
    new Labeling({
      ...{ db, log: new EventLog(db), now: () => clock.now, isWaiting: () => true, onComplete: () => {} },
    });
  const world = { db, clock, labeling: open(), open, acknowledged: new Map<string, number>() };
  await world.labeling.ask(place, request(pairs, overlap, isDecided));
  return { ...world, held: [[], [], [], []] as string[][], sent: [[], [], [], []] as Answer[][] };
}

type World = Awaited<ReturnType<typeof setUp>>;

function happen(world: World, { what, who, which }: { what: string; who: number; which: number }): void {
  const one = person(world.labeling.desk, 'r', `Person ${who}`);
  const held = world.held[who] as string[];
  const see = ({ tasks }: { tasks: { taskId: string }[] }) => held.push(...tasks.map(({ taskId }) => taskId));
  const send = (answer: Answer) => {
    try {
      see(one.answer(answer, which % 3));
    } catch {
      return;
    }
    world.sent[who]?.push(answer);
    world.acknowledged.set(answer.idempotencyKey, who);
  };
  const task = held.at(-1 - (which % Math.max(1, held.length)));
  if (what === 'work') see(one.work(0));
  if (what === 'prefetch') see(one.work(which % 6));
  if (what === 'idle') see(one.work(2, false));
  if (what === 'answer' && task) send(one.give(task, which % 2 ? 'first' : 'tie'));
  if (what === 'skip' && task) send(one.give(task, 'skipped'));
  const before = world.sent[who]?.at(-1 - which);
  if (what === 'again' && before) send(before);
  if (what === 'undo') one.undo();
  const recent = one.recent()[which];
  if (what === 'change' && recent) {
    const answer = { ...one.give(recent.task.taskId, 'both-bad'), idempotencyKey: randomUUID() };
    one.change(recent.judgementId, answer);
    world.acknowledged.set(answer.idempotencyKey, who);
  }
  if (what === 'lapse') world.clock.now += (3 + which * 4) * MINUTE;
  if (what === 'jump back') world.clock.now -= which * MINUTE;
  if (what === 'crash') world.labeling = world.open();
  if (what === 'mark gold') {
    const answer = { outcome: 'tie' as const, value: {} };
    world.labeling.markGold(place, `t${which}`, answer);
  }
  settle(world, { what, who, which });
}

/** What those do who decide disagreements; one of them labels as well. */
function settle(world: World, { what, who, which }: { what: string; who: number; which: number }): void {
  const { adjudication } = world.labeling;
  const labeler = who === 3 ? 'Person 3' : `Judge ${who}`;
  const at = { ...place, labeler };
  if (what === 'waive') world.labeling.waive(place);
  if (what === 'undecide') adjudication.undo(at, labeler);
  if (what !== 'decide') return;
  const { task } = adjudication.work(at, labeler);
  if (!task) return;
  const choice = (['first', 'second', 'tie'] as const)[which % 3] ?? 'tie';
  const said = { ...pairAnswer(choice), timeMs: 900, idempotencyKey: randomUUID() };
  adjudication.decide({ ...at, answer: { taskId: task.taskId, ...said } }, labeler);
  world.acknowledged.set(said.idempotencyKey, who);
}

const standing = `given.outcome IS NOT NULL AND NOT EXISTS (SELECT 1 FROM judgements WHERE withdraws = given.id)`;

/** What must be true at every moment. */
function check({ db: { $client: client }, labeling, acknowledged }: World, overlap: number): void {
  const rows = <Row>(sql: string) => client.prepare(sql).all() as Row[];
  const counts = rows<{ answered: number; real: number; asked: number }>(
    `SELECT tasks.answered, asked_tasks.answered AS asked,
       (SELECT count(*) FROM judgements AS given WHERE given.task = tasks.id AND counted = 1 AND ${standing}) AS real
     FROM tasks JOIN asked_tasks ON asked_tasks.task = tasks.id`,
  );
  for (const { answered, real, asked } of counts) {
    expect([answered, asked]).toEqual([real, real]);
    expect(real).toBeLessThanOrEqual(overlap);
  }
  const { disputes = 0, ...quorum } = labeling.quorum(place) ?? {};
  expect(disputes).toBe(checkDisputes(client, overlap));
  expect(quorum).toEqual({
    done: counts.reduce((sum, { real }) => sum + real, 0),
    total: counts.length * overlap,
  });
  const [batch] = rows<{ begun: number }>('SELECT begun FROM batches');
  expect(batch?.begun).toBe(counts.filter(({ real }) => real > 0).length);
  const twice = `SELECT labeler, task FROM judgements AS given WHERE ${standing} AND selection NOT IN ('repeat', 'adjudication')
    GROUP BY 1, 2 HAVING count(*) > 1`;
  expect(rows(twice)).toEqual([]);
  const kept = rows<{ key: string; n: number }>(
    'SELECT idempotency_key AS key, count(*) AS n FROM judgements WHERE idempotency_key IS NOT NULL GROUP BY 1',
  );
  expect(new Map(kept.map(({ key, n }) => [key, n]))).toEqual(
    new Map([...acknowledged.keys()].map((key) => [key, 1])),
  );
  const mine = rows<{ answered: number; real: number }>(
    `SELECT answered, (SELECT count(*) FROM judgements AS given WHERE given.labeler = labelers.id
       AND selection <> 'adjudication' AND ${standing}) AS real FROM labelers`,
  );
  for (const { answered, real } of mine) expect(answered).toBe(real);
}

/**
 * Every task whose labelers disagree waits for a decision, has one, or was let be; what waits is disagreed on, or its
 * decision was taken back. Gives how many wait.
 */
function checkDisputes(client: World['db']['$client'], overlap: number): number {
  const rows = client
    .prepare(
      `SELECT tasks.answered, disputes.state,
         (SELECT count(DISTINCT outcome || value) FROM judgements AS given
           WHERE given.task = tasks.id AND counted = 1 AND ${standing}) AS kinds,
         (SELECT count(*) FROM judgements AS given WHERE given.task = tasks.id AND selection = 'adjudication'
           AND blind = 0 AND ${standing}) AS decisions,
         EXISTS (SELECT 1 FROM judgements AS given WHERE given.task = tasks.id AND selection = 'adjudication'
           AND blind = 0 AND outcome IS NULL) AS isTakenBack
       FROM tasks LEFT JOIN disputes ON disputes.task = tasks.id`,
    )
    .all() as {
    answered: number;
    state: string | null;
    kinds: number;
    decisions: number;
    isTakenBack: number;
  }[];
  const isAsked = rows.some(({ state }) => state !== null);
  for (const { answered, state, kinds, decisions, isTakenBack } of rows) {
    const isDivided = answered >= overlap && kinds > 1;
    expect(decisions).toBe(state === 'decided' ? 1 : 0);
    if (state === 'open') expect(isDivided || isTakenBack === 1).toBe(true);
    if (isAsked && isDivided) expect(state).not.toBeNull();
  }
  return rows.filter(({ state }) => state === 'open').length;
}

it('whatever labelers, clocks and crashes do, no answer is lost or doubled and no task has too many', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 6, max: 12 }),
      fc.integer({ min: 1, max: 3 }),
      fc.boolean(),
      fc.array(deed, { maxLength: 80 }),
      async (pairs, overlap, isDecided, happenings) => {
        const world = await setUp(pairs, overlap, isDecided);
        try {
          for (const one of happenings) {
            happen(world, one);
            check(world, overlap);
          }
        } finally {
          world.labeling.close();
          world.db.$client.close();
        }
      },
    ),
    { numRuns: 60 },
  );
});
