import { readFileSync } from 'node:fs';
import type { JudgementRow } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { graph } from './graphs.ts';
import { type RunRecord, TestRunner } from './harness.ts';
import { person } from './labelers.ts';

const asking = (config: Record<string, unknown>) => graph({ people: { kind: 'ask', ...config } });
const labeler = (heed: TestRunner, run: string, name: string, session?: string) =>
  person(heed.runner.services.labeling, run, name, { session });

function judgements(heed: TestRunner, run: RunRecord): JudgementRow[] {
  const artifact = run.node('people').outputs.judgements ?? '';
  return JSON.parse(readFileSync(heed.runner.artifacts.fileOf(artifact, 'rows.json'), 'utf8'));
}

const lastSeq = (heed: TestRunner, run: string) => heed.record(run).events.at(-1)?.seq;

describe('a node that asks people', () => {
  it('waits, and goes on by itself when every task has its answer', async () => {
    await using heed = await TestRunner.open();
    const waiting = await heed.run(asking({ pairs: 2 }));
    expect(waiting.state).toBe('waiting_human');
    expect(waiting.node('people')).toMatchObject({ state: 'waiting_human', labeling: { done: 0, total: 2 } });
    expect(heed.runner.services.labeling.batches()).toMatchObject([{ node: 'people', done: 0, total: 2 }]);
    const ada = labeler(heed, waiting.id, 'Ada');
    expect([ada.judge(), ada.judge('tie'), ada.judge()]).toEqual(['Prompt 0', 'Prompt 1', undefined]);
    const run = await heed.rest(waiting.id, waiting.events.at(-1)?.seq);
    expect(run.state).toBe('succeeded');
    expect(run.node('people')).toMatchObject({ attempt: 1, results: { answers: 2 } });
    expect(judgements(heed, run)).toMatchObject([
      { taskId: 'task-0', outcome: 'answered', labeler: 'Ada', late: false, counted: true, round: 1 },
      { taskId: 'task-1', outcome: 'tie', chosenId: null, labeler: 'Ada' },
    ]);
    expect(heed.runner.services.labeling.batches()).toEqual([]);
  });

  it('waits through a restart, and a batch that was completed is not asked again', async () => {
    await using heed = await TestRunner.open();
    const { id } = await heed.run(asking({ pairs: 2 }));
    labeler(heed, id, 'Ada').judge();
    await heed.restart();
    expect(heed.record(id).state).toBe('waiting_human');
    const ada = labeler(heed, id, 'Ada');
    expect(ada.work()).toMatchObject({ done: 1, total: 2, mine: 1, tasks: [{ prompt: 'Prompt 1' }] });
    const before = lastSeq(heed, id);
    ada.judge('second');
    expect((await heed.rest(id, before)).state).toBe('succeeded');
  });

  it('gives each task to as many people as wanted, never twice to one, and never one to two at once', async () => {
    await using heed = await TestRunner.open();
    const { id } = await heed.run(asking({ pairs: 2, overlap: 2 }));
    const [ada, bo, cy] = [labeler(heed, id, 'Ada'), labeler(heed, id, 'Bo'), labeler(heed, id, 'Cy')];
    expect([ada.task()?.prompt, bo.task()?.prompt]).toEqual(['Prompt 0', 'Prompt 0']);
    expect(ada.task()?.taskId).not.toBe(bo.task()?.taskId);
    expect(cy.task()?.prompt).toBe('Prompt 1');
    expect(ada.task()?.prompt).toBe('Prompt 0');
    expect([ada.judge(), ada.judge(), ada.judge()]).toEqual(['Prompt 0', 'Prompt 1', undefined]);
    expect(bo.judge()).toBe('Prompt 0');
    expect(bo.task()).toBeUndefined();
    expect(cy.work()).toMatchObject({ done: 3, total: 4, mine: 0 });
    const before = lastSeq(heed, id);
    expect(cy.judge()).toBe('Prompt 1');
    expect((await heed.rest(id, before)).state).toBe('succeeded');
  });

  it('gives the next task in the answer to an answer, and more in advance where the page asks for them', async () => {
    await using heed = await TestRunner.open();
    const { id } = await heed.run(asking({ pairs: 6 }));
    const ada = labeler(heed, id, 'Ada');
    const held = ada.work(2).tasks;
    expect(held.map(({ prompt }) => prompt)).toEqual(['Prompt 0', 'Prompt 1', 'Prompt 2']);
    expect(ada.work(2).tasks).toEqual(held);
    const next = ada.answer(ada.give(held[0]?.taskId ?? ''), 2);
    expect(next).toMatchObject({ done: 1, mine: 1, speed: { answers: 1, medianMs: 900 } });
    expect(next.tasks.map(({ prompt }) => prompt)).toEqual(['Prompt 1', 'Prompt 2', 'Prompt 3']);
  });

  it('lets somebody idle take over what another one holds in advance only', async () => {
    await using heed = await TestRunner.open();
    const { id } = await heed.run(asking({ pairs: 3 }));
    const [ada, bo] = [labeler(heed, id, 'Ada'), labeler(heed, id, 'Bo')];
    const held = ada.work(2).tasks;
    expect(bo.judge()).toBe('Prompt 1');
    expect(bo.task()?.prompt).toBe('Prompt 2');
    expect(ada.work(2).tasks.map(({ prompt }) => prompt)).toEqual(['Prompt 0']);
    const late = ada.answer(ada.give(held[1]?.taskId ?? ''));
    expect(late).toMatchObject({ done: 1, mine: 1 });
  });

  it('stores an answer that is sent twice once, and refuses what was not given to the labeler', async () => {
    await using heed = await TestRunner.open();
    const { id } = await heed.run(asking({ pairs: 3 }));
    const [ada, bo] = [labeler(heed, id, 'Ada'), labeler(heed, id, 'Bo')];
    const task = ada.task()?.taskId ?? '';
    const answer = ada.give(task);
    expect(ada.answer(answer)).toMatchObject({ done: 1, total: 3, mine: 1 });
    expect(ada.answer(answer)).toMatchObject({ done: 1, total: 3, mine: 1 });
    expect(() => ada.answer(ada.give(task, 'second'))).toThrow(/answered this task/);
    expect(() => ada.answer(ada.give('task-9'))).toThrow(/not given to you/);
    expect(() => bo.answer(bo.give(ada.task()?.taskId ?? ''))).toThrow(/not given to you/);
  });

  it('refuses an answer that the form does not know', async () => {
    await using heed = await TestRunner.open();
    const { id } = await heed.run(asking({ pairs: 1 }));
    const ada = labeler(heed, id, 'Ada');
    const answer = ada.give(ada.task()?.taskId ?? '');
    expect(() => ada.answer({ ...answer, value: {} })).toThrow(/Choose one first/);
    expect(() => ada.answer({ ...answer, value: { chosen: 'c9' } })).toThrow(/Choose one first/);
    expect(() => ada.answer({ ...answer, value: { side: 'left' } })).toThrow(
      /not what the form "pairwise" asks/,
    );
    expect(ada.work()).toMatchObject({ done: 0, mine: 0 });
  });

  it('takes back the last answer by a new event and shows its task again, with what was said', async () => {
    await using heed = await TestRunner.open();
    const waiting = await heed.run(asking({ pairs: 2 }));
    const ada = labeler(heed, waiting.id, 'Ada');
    expect(ada.undo()).toEqual({ task: null });
    const shown = ada.task();
    ada.judge('second');
    expect(ada.undo()).toEqual({ task: shown, outcome: 'answered', value: { chosen: 'c2' } });
    expect(ada.work()).toMatchObject({ done: 0, mine: 0, tasks: [shown] });
    ada.judge('second');
    const before = lastSeq(heed, waiting.id);
    ada.judge('both-bad');
    const run = await heed.rest(waiting.id, before);
    const [again, last] = judgements(heed, run);
    expect(again).toMatchObject({ outcome: 'answered', chosenId: again?.secondId });
    expect(last?.outcome).toBe('both-bad');
    expect(() => ada.undo()).toThrow(/run has gone on/);
  });

  it('lists the last answers, and changes one by an event that corrects it', async () => {
    await using heed = await TestRunner.open();
    const waiting = await heed.run(asking({ pairs: 13 }));
    const ada = labeler(heed, waiting.id, 'Ada');
    const prompts = Array.from({ length: 12 }, () => ada.judge());
    const recent = ada.recent();
    expect(recent.map(({ task }) => task.prompt)).toEqual(prompts.slice(2).reverse());
    const third = recent[2];
    const other = ada.give(third?.task.taskId ?? '', 'tie');
    expect(ada.change(third?.judgementId ?? '', other)).toMatchObject({ done: 12, mine: 12 });
    expect(ada.change(third?.judgementId ?? '', other)).toMatchObject({ done: 12, mine: 12 });
    expect(() => ada.change(third?.judgementId ?? '', ada.give('x'))).toThrow(/no such answer/);
    expect(() => labeler(heed, waiting.id, 'Bo').change(recent[0]?.judgementId ?? '', other)).toThrow(
      /no such answer/,
    );
    expect(ada.recent()[0]).toMatchObject({ outcome: 'tie', task: { prompt: third?.task.prompt } });
    const before = lastSeq(heed, waiting.id);
    ada.judge();
    const rows = judgements(heed, await heed.rest(waiting.id, before));
    expect(rows).toHaveLength(13);
    expect(rows.find(({ prompt }) => prompt === third?.task.prompt)).toMatchObject({
      outcome: 'tie',
      corrects: third?.judgementId,
    });
  });

  it('shows a pair in an order drawn from task and labeler, says nothing of its origin, and records the order', async () => {
    await using heed = await TestRunner.open();
    const waiting = await heed.run(asking({ pairs: 24, author: 'tuned-model', repeatRate: 0 }));
    const ada = labeler(heed, waiting.id, 'Ada');
    const firsts: string[] = [];
    let before: number | undefined = 0;
    for (let task = ada.task(); task; task = ada.task()) {
      expect(Object.keys(task).sort()).toEqual(['candidates', 'prompt', 'taskId']);
      expect(task.candidates.map((shown) => Object.keys(shown))).toEqual(Array(2).fill(['slot', 'text']));
      firsts.push(task.candidates[0]?.text ?? '');
      before = lastSeq(heed, waiting.id);
      ada.answer(ada.give(task.taskId, 'first'));
    }
    const swapped = firsts.filter((text) => text.includes('B')).length;
    expect(swapped).toBeGreaterThan(4);
    expect(swapped).toBeLessThan(20);
    const rows = judgements(heed, await heed.rest(waiting.id, before));
    expect(rows.map(({ firstText }) => firstText)).toEqual(firsts);
    expect(rows.every(({ chosenId, firstId }) => chosenId === firstId)).toBe(true);
    expect(rows[0]?.shown).toContain('"model":"tuned-model"');
  });

  it('can be cancelled while it waits, and keeps what was answered', async () => {
    await using heed = await TestRunner.open();
    const { id } = await heed.run(asking({ pairs: 3 }));
    const ada = labeler(heed, id, 'Ada');
    const open = ada.task();
    heed.runner.services.runs.cancel(id);
    expect(heed.record(id).state).toBe('cancelled');
    expect(ada.task()).toBeUndefined();
    ada.answer(ada.give(open?.taskId ?? ''));
    const again = await heed.run(asking({ pairs: 3 }));
    expect(again.node('people').labeling).toEqual({ done: 1, total: 3 });
  });
});

describe('a labeler', () => {
  it('is a session: who takes the same name is another one, and changes nothing of the first', async () => {
    await using heed = await TestRunner.open();
    const waiting = await heed.run(asking({ pairs: 2, overlap: 2 }));
    const [ada, other] = [
      labeler(heed, waiting.id, 'Ada'),
      labeler(heed, waiting.id, 'Ada', 'another browser'),
    ];
    ada.judge('second');
    expect(other.undo()).toEqual({ task: null });
    expect(other.recent()).toEqual([]);
    expect(other.work()).toMatchObject({ name: 'Ada 2', mine: 0, tasks: [{ prompt: 'Prompt 0' }] });
    expect(ada.work()).toMatchObject({ name: 'Ada', mine: 1 });
    const before = lastSeq(heed, waiting.id);
    for (const one of [ada, other, other]) one.judge();
    const rows = judgements(heed, await heed.rest(waiting.id, before));
    expect(rows.map((row) => row.labeler)).toEqual(['Ada', 'Ada', 'Ada 2', 'Ada 2']);
  });
});
