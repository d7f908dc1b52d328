import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Choice, pairAnswer } from '@heed/labeling/testing.ts';
import type { Answer, JudgementRow } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { graph } from './graphs.ts';
import { type RunRecord, TestRunner } from './harness.ts';

const asking = (config: Record<string, unknown>) => graph({ people: { kind: 'ask', ...config } });

/** A person who opens tasks and answers them. */
function labeler(heed: TestRunner, run: string, name: string) {
  const { labeling } = heed.runner.services;
  const place = { run, node: 'people', labeler: name };

  const give = (taskId: string, choice: Choice): Answer => {
    return { taskId, ...pairAnswer(choice), timeMs: 900, idempotencyKey: randomUUID() };
  };
  return {
    next: () => labeling.next(place),
    undo: () => labeling.undo(place),
    answer: (answer: Answer) => labeling.answer({ ...place, answer }),
    /** Opens the next task and answers it; gives the task's id, or nothing when there is none. */
    judge(choice: Choice = 'first'): string | undefined {
      const { task } = labeling.next(place);
      if (task) labeling.answer({ ...place, answer: give(task.taskId, choice) });
      return task?.taskId;
    },
    give,
  };
}

function judgements(heed: TestRunner, run: RunRecord): JudgementRow[] {
  const artifact = run.node('people').outputs.judgements ?? '';
  return JSON.parse(readFileSync(heed.runner.artifacts.fileOf(artifact, 'rows.json'), 'utf8'));
}

describe('a node that asks people', () => {
  it('waits, and goes on by itself when every task has its answer', async () => {
    await using heed = await TestRunner.open();
    const waiting = await heed.run(asking({ pairs: 2 }));
    expect(waiting.state).toBe('waiting_human');
    expect(waiting.node('people')).toMatchObject({ state: 'waiting_human', labeling: { done: 0, total: 2 } });
    expect(heed.runner.services.labeling.batches()).toMatchObject([{ node: 'people', done: 0, total: 2 }]);
    const ada = labeler(heed, waiting.id, 'Ada');
    expect([ada.judge(), ada.judge('tie'), ada.judge()]).toEqual(['task-0', 'task-1', undefined]);
    const run = await heed.rest(waiting.id, waiting.events.at(-1)?.seq);
    expect(run.state).toBe('succeeded');
    expect(run.node('people')).toMatchObject({ attempt: 1, results: { answers: 2 } });
    expect(judgements(heed, run)).toMatchObject([
      { taskId: 'task-0', outcome: 'answered', labeler: 'Ada' },
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
    expect(ada.next()).toMatchObject({ done: 1, total: 2, mine: 1, task: { taskId: 'task-1' } });
    const before = heed.record(id).events.at(-1)?.seq;
    ada.answer(ada.give('task-1', 'second'));
    expect((await heed.rest(id, before)).state).toBe('succeeded');
  });

  it('gives each task to as many people as wanted, never twice to one, and never one to two at once', async () => {
    await using heed = await TestRunner.open();
    const { id } = await heed.run(asking({ pairs: 2, overlap: 2 }));
    const [ada, bo, cy] = ['Ada', 'Bo', 'Cy'].map((name) => labeler(heed, id, name)) as [
      ReturnType<typeof labeler>,
      ReturnType<typeof labeler>,
      ReturnType<typeof labeler>,
    ];
    expect([ada.next().task?.taskId, bo.next().task?.taskId]).toEqual(['task-0', 'task-0']);
    expect(cy.next().task?.taskId).toBe('task-1');
    expect(ada.next().task?.taskId).toBe('task-0');
    expect([ada.judge(), ada.judge(), ada.judge()]).toEqual(['task-0', 'task-1', undefined]);
    expect(bo.judge()).toBe('task-0');
    expect(bo.next().task).toBeNull();
    expect(cy.next()).toMatchObject({ done: 3, total: 4, mine: 0 });
    const before = heed.record(id).events.at(-1)?.seq;
    expect(cy.judge()).toBe('task-1');
    expect((await heed.rest(id, before)).state).toBe('succeeded');
  });

  it('stores an answer that is sent twice once, and refuses a second answer to the same task', async () => {
    await using heed = await TestRunner.open();
    const { id } = await heed.run(asking({ pairs: 3 }));
    const ada = labeler(heed, id, 'Ada');
    const answer = ada.give('task-0', 'first');
    expect(ada.answer(answer)).toEqual({ done: 1, total: 3 });
    expect(ada.answer(answer)).toEqual({ done: 1, total: 3 });
    expect(() => ada.answer(ada.give('task-0', 'second'))).toThrow(/answered this task/);
    expect(() => ada.answer(ada.give('task-9', 'second'))).toThrow(/no task "task-9"/);
  });

  it('takes back the last answer by a new event and shows its task again', async () => {
    await using heed = await TestRunner.open();
    const waiting = await heed.run(asking({ pairs: 2 }));
    const ada = labeler(heed, waiting.id, 'Ada');
    expect(ada.undo()).toEqual({ task: null });
    const shown = ada.next().task;
    ada.judge('first');
    expect(ada.undo()).toEqual({ task: shown });
    expect(ada.next()).toMatchObject({ done: 0, mine: 0, task: shown });
    ada.judge('second');
    const before = heed.record(waiting.id).events.at(-1)?.seq;
    ada.judge('both-bad');
    const run = await heed.rest(waiting.id, before);
    const [again, last] = judgements(heed, run);
    expect(again).toMatchObject({ outcome: 'answered', chosenId: again?.secondId });
    expect(last?.outcome).toBe('both-bad');
    expect(() => ada.undo()).toThrow(/run has gone on/);
  });

  it('shows a pair in an order drawn from task and labeler, says nothing of its origin, and records the order', async () => {
    await using heed = await TestRunner.open();
    const waiting = await heed.run(asking({ pairs: 24 }));
    const ada = labeler(heed, waiting.id, 'Ada');
    const firsts: string[] = [];
    let before = 0;
    for (let task = ada.next().task; task; task = ada.next().task) {
      expect(Object.keys(task).sort()).toEqual(['candidates', 'prompt', 'taskId']);
      expect(task.candidates.map((shown) => Object.keys(shown))).toEqual(Array(2).fill(['slot', 'text']));
      firsts.push(task.candidates[0]?.text ?? '');
      before = heed.record(waiting.id).events.at(-1)?.seq ?? 0;
      ada.answer(ada.give(task.taskId, 'first'));
    }
    const swapped = firsts.filter((text) => text.includes('B')).length;
    expect(swapped).toBeGreaterThan(4);
    expect(swapped).toBeLessThan(20);
    const run = await heed.rest(waiting.id, before);
    const rows = judgements(heed, run);
    expect(rows.map(({ firstText }) => firstText)).toEqual(firsts);
    expect(rows.every(({ chosenId, firstId }) => chosenId === firstId)).toBe(true);
  });

  it('can be cancelled while it waits', async () => {
    await using heed = await TestRunner.open();
    const { id } = await heed.run(asking({}));
    heed.runner.services.runs.cancel(id);
    expect(heed.record(id).state).toBe('cancelled');
    expect(labeler(heed, id, 'Ada').next().task).toBeNull();
  });
});
