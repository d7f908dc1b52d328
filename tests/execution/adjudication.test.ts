import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type Choice, pairAnswer } from '@heed/labeling/testing.ts';
import type { JudgementRow } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { storeUpload } from '../../apps/runner/src/graphs/uploads.ts';
import { graph } from './graphs.ts';
import { type RunRecord, TestRunner } from './harness.ts';
import { person } from './labelers.ts';

const asking = (config: Record<string, unknown>) =>
  graph({ people: { kind: 'ask', overlap: 2, adjudicate: 1, ...config } });

/** Somebody who decides what others disagree about. */
function adjudicator(heed: TestRunner, run: string, name: string, session = name) {
  const { adjudication } = heed.runner.labeling;
  const at = { run, node: 'people', labeler: name };
  const work = () => adjudication.work(at, session);
  const say = (choice: Choice, taskId = work().task?.taskId ?? '') => {
    const answer = { taskId, ...pairAnswer(choice), timeMs: 1500, idempotencyKey: randomUUID() };
    return adjudication.decide({ ...at, answer }, session);
  };
  return { at, work, say, undo: () => adjudication.undo(at, session) };
}

/** Runs a graph whose labelers choose by the text of answers: one of them by another letter. */
async function divided(heed: TestRunner, pairs: number, on: readonly number[]) {
  const waiting = await heed.run(asking({ pairs }));
  const desk = heed.runner.labeling.desk;
  for (const [letter, name] of [
    ['A', 'Ada'],
    ['B', 'Bo'],
  ] as const) {
    const one = person(desk, waiting.id, name);
    for (let task = one.task(); task; task = one.task()) {
      const isDivided = on.some((index) => task?.prompt === `Prompt ${index}`);
      const wanted = isDivided ? letter : 'A';
      const first = task.candidates[0]?.text.includes(` ${wanted}`);
      one.answer(one.give(task.taskId, first ? 'first' : 'second'));
    }
  }
  return waiting;
}

function rowsOf(heed: TestRunner, run: RunRecord): JudgementRow[] {
  const artifact = run.node('people').outputs.judgements ?? '';
  return JSON.parse(readFileSync(heed.runner.artifacts.fileOf(artifact, 'rows.json'), 'utf8'));
}

describe('a disagreement', () => {
  it('holds the run until a named person has decided it, blind first, then knowing what was said', async () => {
    await using heed = await TestRunner.open();
    const waiting = await divided(heed, 3, [1]);
    const seen = heed.record(waiting.id);
    expect(seen.state).toBe('waiting_human');
    expect(seen.node('people').labeling).toEqual({ done: 6, total: 6, disputes: 1 });

    const lin = adjudicator(heed, waiting.id, 'Dr. Lin');
    const before = lin.work();
    expect(before).toMatchObject({ open: 1, task: { prompt: 'Prompt 1' }, hasDecided: false });
    expect(before.others).toBeUndefined();
    expect(before.first).toBeUndefined();
    const first = lin.say('tie');
    expect(first).toMatchObject({ open: 1, task: before.task, first: { outcome: 'tie' } });
    expect(first.others?.map(({ by, kind, outcome }) => [by, kind, outcome])).toEqual([
      ['1', 'person', 'answered'],
      ['2', 'person', 'answered'],
    ]);
    expect(new Set(first.others?.map(({ value }) => value.chosen))).toEqual(new Set(['c1', 'c2']));
    expect(JSON.stringify(first)).not.toMatch(/Ada|Bo"/);
    expect(heed.record(waiting.id).state).toBe('waiting_human');

    const after = heed.record(waiting.id).events.at(-1)?.seq;
    const last = lin.say('first');
    expect([last.open, last.task]).toEqual([0, undefined]);
    const run = await heed.rest(waiting.id, after);
    const rows = rowsOf(heed, run);
    expect(rows.map(({ labeler, selection }) => `${labeler} ${selection}`)).toEqual([
      ...['Ada fixed', 'Ada fixed', 'Ada fixed', 'Bo fixed', 'Bo fixed', 'Bo fixed'],
      'Dr. Lin adjudication',
    ]);
    const decision = rows.at(-1);
    expect(decision).toMatchObject({ outcome: 'answered', counted: false, late: false, prompt: 'Prompt 1' });
    expect(decision?.corrects).not.toBeNull();
    expect(decision?.chosenId).toBe(decision?.firstId);
  });

  it('is nothing where the labelers agree, and goes when one of them changes their mind', async () => {
    await using heed = await TestRunner.open();
    const agreeing = await divided(heed, 2, []);
    expect((await heed.rest(agreeing.id, agreeing.events.at(-1)?.seq)).state).toBe('succeeded');
    await using other = await TestRunner.open();
    const waiting = await divided(other, 2, [0]);
    const ada = person(other.runner.labeling.desk, waiting.id, 'Ada');
    const bo = person(other.runner.labeling.desk, waiting.id, 'Bo');
    const quorum = () => other.runner.labeling.quorum({ run: waiting.id, node: 'people' })?.disputes;
    expect(quorum()).toBe(1);
    const given = bo.recent().find(({ task }) => task.prompt === 'Prompt 0');
    const flipped = given?.value.chosen === 'c1' ? 'second' : 'first';
    const after = other.record(waiting.id).events.at(-1)?.seq;
    bo.change(given?.judgementId ?? '', bo.give(given?.task.taskId ?? '', flipped));
    expect(quorum()).toBe(0);
    expect((await other.rest(waiting.id, after)).state).toBe('succeeded');
    expect(ada.work().tasks).toEqual([]);
  });

  it('can be let be by a designer, and then the run goes on with the votes', async () => {
    await using heed = await TestRunner.open();
    const waiting = await divided(heed, 3, [0, 2]);
    const lin = adjudicator(heed, waiting.id, 'Dr. Lin');
    lin.say('first');
    lin.say('first');
    const after = heed.record(waiting.id).events.at(-1)?.seq;
    expect(heed.runner.labeling.waive({ run: waiting.id, node: 'people' })).toEqual({ waived: 1 });
    const run = await heed.rest(waiting.id, after);
    expect(rowsOf(heed, run).filter(({ selection }) => selection === 'adjudication')).toHaveLength(1);
    expect(
      [...heed.runner.labeling.disputes({ run: waiting.id, node: 'people' }).values()].toSorted(),
    ).toEqual(['decided', 'waived']);
  });

  it('is before one person at a time, never before one who answered it, and comes back by undo', async () => {
    await using heed = await TestRunner.open();
    const waiting = await divided(heed, 3, [0, 1]);
    const [lin, kim] = [adjudicator(heed, waiting.id, 'Lin'), adjudicator(heed, waiting.id, 'Kim')];
    const ada = adjudicator(heed, waiting.id, 'Ada');
    expect(ada.work().task).toBeUndefined();
    expect(lin.work().task?.prompt).toBe('Prompt 0');
    expect(kim.work().task?.prompt).toBe('Prompt 1');
    expect(() => kim.say('first', lin.work().task?.taskId)).toThrow(/not given to you/);
    lin.say('first');
    lin.say('second');
    const again = lin.undo();
    expect(again).toMatchObject({ open: 2, task: { prompt: 'Prompt 0' }, first: { outcome: 'answered' } });
    expect(again.others).toHaveLength(2);
    const next = lin.say('both-bad');
    expect([next.open, next.task, next.hasDecided]).toEqual([1, undefined, true]);
    expect(() => kim.say('first', 'nothing')).toThrow(/not given to you/);
    kim.say('tie');
    const after = heed.record(waiting.id).events.at(-1)?.seq;
    kim.say('tie');
    const rows = rowsOf(heed, await heed.rest(waiting.id, after));
    const decided = rows.filter(({ selection }) => selection === 'adjudication');
    expect(decided.map(({ labeler, outcome }) => [labeler, outcome])).toEqual([
      ['Lin', 'both-bad'],
      ['Kim', 'tie'],
    ]);
  });

  it('survives a restart in every state', async () => {
    await using heed = await TestRunner.open();
    const waiting = await divided(heed, 2, [0, 1]);
    const lin = () => adjudicator(heed, waiting.id, 'Lin');
    const { task } = lin().say('first');
    await heed.restart();
    expect(lin().work()).toMatchObject({ open: 2, task, first: { value: { chosen: 'c1' } } });
    lin().say('second');
    await heed.restart();
    expect(heed.record(waiting.id).node('people').labeling).toEqual({ done: 4, total: 4, disputes: 1 });
    lin().say('first');
    const after = heed.record(waiting.id).events.at(-1)?.seq;
    lin().say('first');
    expect((await heed.rest(waiting.id, after)).state).toBe('succeeded');
  });
});

describe('answers from a file', () => {
  const pairs = 2;
  const rowsOfFile = (labeler: string, better: string, worse: string) =>
    [0, 1].map((n) =>
      JSON.stringify({
        ...{ prompt: `Prompt ${n}`, labeler },
        ...{
          chosen: `Answer ${n === 0 ? better : 'A'}${n}`,
          rejected: `Answer ${n === 0 ? worse : 'B'}${n}`,
        },
      }),
    );

  async function bring(heed: TestRunner, set: string, lines: readonly string[], source = 'elsewhere') {
    const bytes = Buffer.from(lines.join('\n'));
    const path = await storeUpload(heed.runner.uploads, 'labels.jsonl', Readable.from([bytes]));
    return heed.runner.services.labels.import({ place: { set }, source, path });
  }
  const setOf = (heed: TestRunner, run: string) =>
    heed.runner.services.labels.list().find(({ latest }) => latest?.run === run)?.id ?? '';
  const quorum = (heed: TestRunner, run: string) => heed.runner.labeling.quorum({ run, node: 'people' });

  it('that disagree hold the run as those of people here do, until somebody decides', async () => {
    await using heed = await TestRunner.open();
    const { id } = await heed.run(asking({ pairs }));
    const lines = [...rowsOfFile('Zoe', 'A', 'B'), ...rowsOfFile('Max', 'B', 'A')];
    await bring(heed, setOf(heed, id), lines);
    expect(quorum(heed, id)).toEqual({ done: 4, total: 4, disputes: 1 });
    expect(heed.record(id).node('people').labeling).toEqual({ done: 4, total: 4, disputes: 1 });
    const lin = adjudicator(heed, id, 'Lin');
    expect(lin.work()).toMatchObject({ open: 1, task: { prompt: 'Prompt 0' } });
    lin.say('first');
    const after = heed.record(id).events.at(-1)?.seq;
    lin.say('first');
    expect((await heed.rest(id, after)).state).toBe('succeeded');
  });

  it('that complete a task which somebody here has begun are compared with theirs', async () => {
    await using heed = await TestRunner.open();
    const { id } = await heed.run(asking({ pairs }));
    const ada = person(heed.runner.labeling.desk, id, 'Ada');
    for (let task = ada.task(); task; task = ada.task())
      ada.answer(ada.give(task.taskId, task.candidates[0]?.text.includes(' A') ? 'first' : 'second'));
    await bring(heed, setOf(heed, id), rowsOfFile('Max', 'B', 'A'));
    expect(quorum(heed, id)?.disputes).toBe(1);
  });

  it('bring their decisions along, and a decision that was taken back waits again', async () => {
    await using heed = await TestRunner.open();
    const waiting = await divided(heed, 2, [0]);
    const lin = adjudicator(heed, waiting.id, 'Lin');
    lin.say('first');
    const after = heed.record(waiting.id).events.at(-1)?.seq;
    lin.say('first');
    await heed.rest(waiting.id, after);
    const { labels } = heed.runner.services;
    const { body } = labels.export({ place: { run: waiting.id, node: 'people' }, format: 'heed' });
    const lines = (await text(Readable.from(body))).trim().split('\n');

    const other = graph({ others: { kind: 'ask', overlap: 2, adjudicate: 1, pairs } });
    const second = await heed.run(other);
    const seq = heed.record(second.id).events.at(-1)?.seq;
    const set = setOf(heed, second.id);
    await bring(heed, set, lines.slice(0, -1));
    const state = () => heed.runner.labeling.quorum({ run: second.id, node: 'others' });
    expect(state()).toEqual({ done: 4, total: 4, disputes: 1 });
    await bring(heed, set, lines);
    expect(state()).toEqual({ done: 4, total: 4, disputes: 0 });
    expect((await heed.rest(second.id, seq)).node('others').results?.answers).toBe(5);
  });
});
