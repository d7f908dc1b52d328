import { join } from 'node:path';
import type { LabelingRequest } from '@heed/schema';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../apps/runner/src/db/open.ts';
import { EventLog } from '../../apps/runner/src/events/log.ts';
import { Labeling } from '../../apps/runner/src/labeling/labeling.ts';
import { temporaryFolder } from './harness.ts';
import { person } from './labelers.ts';

const place = { run: 'r', node: 'people' };

function request(pairs: number, overlap = 1): LabelingRequest {
  const texts = (name: string, index: number) => ({
    ...{ id: `${name}${index}`, text: `${name} ${index}`, model: null },
  });
  const tasks = Array.from({ length: pairs }, (_, index): LabelingRequest['tasks'][number] => ({
    ...{ taskId: `task-${index}`, promptId: `p${index}`, prompt: `Prompt ${index}`, language: 'en' },
    candidates: [texts('a', index), texts('b', index)],
  }));
  const form = { form: 'pairwise', formVersion: 1, settings: {}, guidelines: '', labelSet: '' };
  const queue = { repeatRate: 0 };
  return { ...form, question: { en: 'Which?', zh: '哪个？' }, overlap, queue, tasks, judgements: [] };
}

/** A batch in a database of its own, without a runner around it. */
function openBatch(folder: string, now?: () => number) {
  const db = openDatabase(join(folder, 'heed.db'));
  db.$client.exec(`
    INSERT OR IGNORE INTO graphs (id, name, revision, created_at, updated_at) VALUES ('g', 'g', 1, 0, 0);
    INSERT OR IGNORE INTO runs (id, graph, snapshot, state, fresh, idempotency_key, request, created_at)
      VALUES ('r', 'g', '{}', 'waiting_human', 0, 'k', '', 0)`);
  const log = new EventLog(db);
  const labeling = new Labeling({ db, log, now, isWaiting: () => true, onComplete: () => {} });
  const announced = () =>
    log.after('r', 0).flatMap(({ payload }) => (payload.type === 'labeling' ? [payload.done] : []));
  const as = (labeler: string) => person(labeling.desk, 'r', labeler);
  return { db, log, labeling, announced, as, judge: (labeler: string) => as(labeler).judge() };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('the progress of a batch', () => {
  it('is told now and then while answers come fast, and always to the last state', async () => {
    using folder = temporaryFolder();
    const { db, labeling, announced, judge } = openBatch(folder.path);
    await labeling.ask(place, request(500));
    for (let count = 0; count < 400; count++) judge('Ada');
    await until(() => announced().at(-1) === 400);
    expect(announced()[0]).toBe(0);
    expect(announced().length).toBeLessThan(100);
    db.$client.close();
  });

  it('is told at once when the batch is complete', async () => {
    using folder = temporaryFolder();
    const { db, labeling, announced, judge } = openBatch(folder.path);
    await labeling.ask(place, request(20));
    for (let count = 0; count < 20; count++) judge('Ada');
    expect(announced().at(-1)).toBe(20);
    db.$client.close();
  });

  it('is told when the runner closes, and by the next one where it was killed', async () => {
    using folder = temporaryFolder();
    vi.useFakeTimers();
    const first = openBatch(folder.path);
    await first.labeling.ask(place, request(50));
    for (let count = 0; count < 10; count++) first.judge('Ada');
    expect(first.announced()).toEqual([0]);
    first.labeling.close();
    expect(first.announced()).toEqual([0, 10]);
    for (let count = 0; count < 3; count++) first.judge('Ada');
    expect(first.announced()).toEqual([0, 10, 11]);
    const second = openBatch(folder.path);
    second.labeling.catchUp();
    second.labeling.catchUp();
    expect(second.announced()).toEqual([0, 10, 11, 13]);
    vi.useRealTimers();
    for (const { db } of [first, second]) db.$client.close();
  });
});

describe('counts of a batch', () => {
  it('equal what is counted anew from all answers, late ones and withdrawn ones too', async () => {
    using folder = temporaryFolder();
    let now = 0;
    const { db, labeling, judge, as } = openBatch(folder.path, () => now);
    await labeling.ask(place, request(6, 2));
    const [cy, dan] = [as('Cy'), as('Dan')];
    const held = [cy, dan].map((one) => one.task()?.taskId ?? '');
    now += 11 * 60_000;
    for (const labeler of ['Ada', 'Bo', 'Ada', 'Bo', 'Ada']) judge(labeler);
    expect(cy.answer(cy.give(held[0] ?? ''))).toMatchObject({ done: 5, total: 12, mine: 1 });
    expect(dan.answer(dan.give(held[1] ?? ''))).toMatchObject({ done: 5, total: 12, mine: 1 });
    cy.undo();
    as('Bo').undo();
    expect(labeling.quorum(place)).toEqual({ done: 4, total: 12 });
    expect(labeling.rows(place).map(({ labeler, late, counted }) => [labeler, late, counted])).toEqual([
      ...['Ada', 'Bo', 'Ada', 'Ada'].map((name) => [name, false, true]),
      ['Dan', true, false],
    ]);
    const counted = db.$client
      .prepare(
        `SELECT task, count(*) AS answered FROM judgements AS given WHERE outcome IS NOT NULL AND counted = 1
           AND id NOT IN (SELECT withdraws FROM judgements WHERE withdraws IS NOT NULL)
         GROUP BY task ORDER BY task`,
      )
      .all();
    for (const table of ['tasks', 'asked_tasks']) {
      const id = table === 'tasks' ? 'id' : 'task';
      const kept = `SELECT ${id} AS task, answered FROM ${table} WHERE answered > 0 ORDER BY 1`;
      expect(db.$client.prepare(kept).all()).toEqual(counted);
    }
    expect(as('Ada').work().mine).toBe(3);
    db.$client.close();
  });

  it('finish a begun task before they touch another one, unless the labeler has answered it', async () => {
    using folder = temporaryFolder();
    const { db, labeling, judge, as } = openBatch(folder.path);
    await labeling.ask(place, request(150, 2));
    const taskOf = (labeler: string) => as(labeler).task()?.prompt;
    for (let count = 0; count < 120; count++) judge('Ada');
    expect(taskOf('Ada')).toBe('Prompt 120');
    expect(taskOf('Bo')).toBe('Prompt 0');
    for (let count = 0; count < 30; count++) judge('Ada');
    expect(taskOf('Ada')).toBeUndefined();
    db.$client.close();
  });
});
