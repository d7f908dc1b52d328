import { readFileSync } from 'node:fs';
import type { JudgementRow } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { graph } from './graphs.ts';
import { type RunRecord, TestRunner } from './harness.ts';
import { person } from './labelers.ts';

/** What people say flows into a node behind; the other branch has nothing to do with them. */
const pipeline = (config: Record<string, unknown>) =>
  graph(
    { people: { kind: 'ask', ...config }, behind: { kind: 'join' }, aside: { kind: 'emit', text: 'x' } },
    'people.out > behind.in',
  );

function rowsOf(heed: TestRunner, run: RunRecord): JudgementRow[] {
  const artifact = run.node('people').outputs.judgements ?? '';
  return JSON.parse(readFileSync(heed.runner.artifacts.fileOf(artifact, 'rows.json'), 'utf8'));
}

/** Runs a graph and has its tasks answered. */
async function answered(heed: TestRunner, config: Record<string, unknown>, names = ['Ada']) {
  const waiting = await heed.run(pipeline(config));
  const people = names.map((name) => person(heed.runner.services.labeling, waiting.id, name));
  const given = people.flatMap((one) => {
    const prompts: string[] = [];
    for (let prompt = one.judge(); prompt; prompt = one.judge()) prompts.push(prompt);
    return prompts;
  });
  const isOver = waiting.state !== 'waiting_human';
  return { run: isOver ? waiting : await heed.rest(waiting.id, waiting.events.at(-1)?.seq), given };
}

describe('answers outlive runs', () => {
  it('a second run with nothing new is taken from the cache and asks nobody', async () => {
    await using heed = await TestRunner.open();
    await answered(heed, { pairs: 3 });
    const again = await heed.run(pipeline({ pairs: 3 }));
    expect(again.state).toBe('succeeded');
    expect([again.wasCached('people'), again.wasCached('behind')]).toEqual([true, true]);
  });

  it('one more prompt asks about that one alone, and only what depends on people runs again', async () => {
    await using heed = await TestRunner.open();
    const first = await answered(heed, { pairs: 3 });
    const second = await answered(heed, { pairs: 4 });
    expect(second.given).toEqual(['Prompt 3']);
    expect(rowsOf(heed, first.run)).toHaveLength(3);
    expect(rowsOf(heed, second.run).map(({ prompt, round }) => [prompt, round])).toEqual([
      ['Prompt 0', 1],
      ['Prompt 1', 1],
      ['Prompt 2', 1],
      ['Prompt 3', 2],
    ]);
    const { run } = second;
    expect([run.wasCached('people'), run.wasCached('behind'), run.wasCached('aside')]).toEqual([
      false,
      false,
      true,
    ]);
    expect(rowsOf(heed, second.run).slice(0, 3)).toEqual(rowsOf(heed, first.run));
  });

  it('finds them by what the answers read, whatever ids another model gave them', async () => {
    await using heed = await TestRunner.open();
    const first = await answered(heed, { pairs: 2, author: 'one' });
    const { run, given } = await answered(heed, { pairs: 2, author: 'other' });
    expect(given).toEqual([]);
    expect(run.state).toBe('succeeded');
    const [before, after] = [rowsOf(heed, first.run)[0], rowsOf(heed, run)[0]];
    expect(after?.judgementId).toBe(before?.judgementId);
    expect(after?.chosenId).toBe(before?.chosenId?.replace('one', 'other'));
    expect(JSON.parse(after?.value ?? '')).toEqual({ chosen: after?.chosenId });
    expect(after?.shown).toContain('"model":"other"');
  });

  it('more answers a task, asked for later, are a new round that the next run waits for', async () => {
    await using heed = await TestRunner.open();
    const { run: first } = await answered(heed, { pairs: 2 });
    const { labeling } = heed.runner.services;
    expect(labeling.reopen({ run: first.id, node: 'people', overlap: 2 })).toEqual({ round: 2 });
    const waiting = await heed.run(pipeline({ pairs: 2 }));
    expect(waiting.state).toBe('waiting_human');
    expect(waiting.reasons('people')).toEqual(['a new round of labeling: 2']);
    expect(waiting.node('people').labeling).toEqual({ done: 2, total: 4 });
    expect(person(labeling, waiting.id, 'Ada').task()).toBeUndefined();
    const bo = person(labeling, waiting.id, 'Bo');
    expect([bo.judge(), bo.judge()]).toEqual(['Prompt 0', 'Prompt 1']);
    const run = await heed.rest(waiting.id, waiting.events.at(-1)?.seq);
    expect(rowsOf(heed, run).map(({ labeler, round }) => [labeler, round])).toEqual([
      ['Ada', 1],
      ['Ada', 1],
      ['Bo', 2],
      ['Bo', 2],
    ]);
  });

  it('an answer that comes when the run has gone on is kept as late, and the next run says why it reads anew', async () => {
    await using heed = await TestRunner.open();
    const waiting = await heed.run(pipeline({ pairs: 2 }));
    const { labeling } = heed.runner.services;
    const [ada, bo] = [person(labeling, waiting.id, 'Ada'), person(labeling, waiting.id, 'Bo')];
    const held = ada.work(1).tasks;
    bo.judge();
    ada.answer(ada.give(held[0]?.taskId ?? ''));
    const run = await heed.rest(waiting.id, waiting.events.at(-1)?.seq);
    expect(rowsOf(heed, run).map(({ labeler }) => labeler)).toEqual(['Bo', 'Ada']);
    ada.answer(ada.give(held[1]?.taskId ?? '', 'tie'));
    const again = await heed.run(pipeline({ pairs: 2 }));
    expect(again.reasons('people')).toEqual(['1 more judgement']);
    expect(rowsOf(heed, again).at(-1)).toMatchObject({
      labeler: 'Ada',
      outcome: 'tie',
      late: true,
      counted: false,
    });
  });

  it('a link to an earlier run leads to what its set waits for now', async () => {
    await using heed = await TestRunner.open();
    const { run } = await answered(heed, { pairs: 1 });
    const waiting = await heed.run(pipeline({ pairs: 2 }));
    const ada = person(heed.runner.services.labeling, run.id, 'Ada');
    expect(ada.work()).toMatchObject({ done: 1, total: 2, mine: 1, tasks: [{ prompt: 'Prompt 1' }] });
    ada.judge();
    expect((await heed.rest(waiting.id, waiting.events.at(-1)?.seq)).state).toBe('succeeded');
  });

  it('gives the rows of any moment again, as they were', async () => {
    await using heed = await TestRunner.open();
    const waiting = await heed.run(pipeline({ pairs: 3 }));
    const place = { run: waiting.id, node: 'people' };
    const ada = person(heed.runner.services.labeling, waiting.id, 'Ada');
    const labels = heed.runner.labeling;
    ada.judge('first');
    ada.judge('second');
    const moment = labels.stateOf(place, '')?.revision;
    const then = labels.rows(place, moment);
    expect(then).toHaveLength(2);
    ada.undo();
    ada.judge('tie');
    const [first] = ada.recent().slice(-1);
    ada.change(first?.judgementId ?? '', ada.give('', 'both-bad'));
    expect(labels.rows(place).map(({ outcome }) => outcome)).toEqual(['tie', 'both-bad']);
    expect(labels.rows(place, moment)).toEqual(then);
  });
});

describe('a budget', () => {
  it('is spent on the tasks that tell most, with a share drawn blindly', async () => {
    await using heed = await TestRunner.open();
    const config = { pairs: 4, candidates: 6, choose: 'informative', budget: 40, repeatRate: 0 };
    const waiting = await heed.run(pipeline(config));
    expect(waiting.node('people').labeling).toEqual({ done: 0, total: 40 });
    const { run } = await answered(heed, config);
    const rows = rowsOf(heed, run);
    expect(rows).toHaveLength(40);
    const share = rows.filter(({ selection }) => selection === 'random').length / rows.length;
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.5);
    expect(new Set(rows.map(({ selection }) => selection))).toEqual(new Set(['random', 'informative']));
    expect(
      Math.min(...[...Map.groupBy(rows, ({ prompt }) => prompt).values()].map(({ length }) => length)),
    ).toBeGreaterThan(5);
  });

  it('is not passed by somebody who has nothing else to do', async () => {
    await using heed = await TestRunner.open();
    const waiting = await heed.run(pipeline({ pairs: 5, budget: 2, overlap: 2, repeatRate: 0 }));
    const [ada, bo] = ['Ada', 'Bo'].map((name) => person(heed.runner.services.labeling, waiting.id, name));
    expect([ada?.judge(), ada?.judge(), ada?.judge()]).toEqual(['Prompt 0', 'Prompt 1', undefined]);
    expect([bo?.judge(), bo?.judge(), bo?.judge()]).toEqual(['Prompt 0', 'Prompt 1', undefined]);
    expect((await heed.rest(waiting.id, waiting.events.at(-1)?.seq)).state).toBe('succeeded');
  });

  it('is raised by a new round, which asks for the tasks that are missing and keeps what was said', async () => {
    await using heed = await TestRunner.open();
    const config = { pairs: 5, budget: 2, repeatRate: 0 };
    const { run: first } = await answered(heed, config);
    expect(rowsOf(heed, first)).toHaveLength(2);
    const { labeling } = heed.runner.services;
    const place = { run: first.id, node: 'people' };
    expect(labeling.rounds(place)).toMatchObject({ overlap: 1, budget: 2, tasks: 5 });
    expect(labeling.reopen({ ...place, overlap: 1, budget: 4 })).toEqual({ round: 2 });
    expect(labeling.rounds(place)).toMatchObject({ overlap: 1, budget: 4, tasks: 5 });
    const waiting = await heed.run(pipeline(config));
    expect(waiting.node('people').labeling).toEqual({ done: 2, total: 4 });
    const bo = person(labeling, waiting.id, 'Bo');
    expect([bo.judge(), bo.judge(), bo.judge()]).toEqual(['Prompt 2', 'Prompt 3', undefined]);
    const run = await heed.rest(waiting.id, waiting.events.at(-1)?.seq);
    expect(rowsOf(heed, run).map(({ labeler, round }) => [labeler, round])).toEqual([
      ['Ada', 1],
      ['Ada', 1],
      ['Bo', 2],
      ['Bo', 2],
    ]);
    const again = await heed.run(pipeline(config));
    expect([again.state, again.wasCached('people')]).toEqual(['succeeded', true]);
  });

  it('stays while more answers of each task are wanted: begun tasks get them, no new one is begun', async () => {
    await using heed = await TestRunner.open();
    const config = { pairs: 5, budget: 2, repeatRate: 0 };
    const { run: first } = await answered(heed, config);
    const { labeling } = heed.runner.services;
    labeling.reopen({ run: first.id, node: 'people', overlap: 2, budget: 2 });
    const waiting = await heed.run(pipeline(config));
    expect(waiting.node('people').labeling).toEqual({ done: 2, total: 4 });
    expect(person(labeling, waiting.id, 'Ada').task()).toBeUndefined();
    const bo = person(labeling, waiting.id, 'Bo');
    expect([bo.judge(), bo.judge(), bo.judge()]).toEqual(['Prompt 0', 'Prompt 1', undefined]);
    const run = await heed.rest(waiting.id, waiting.events.at(-1)?.seq);
    expect(run.state).toBe('succeeded');
    expect(labeling.rounds({ run: run.id, node: 'people' })).toMatchObject({ overlap: 2, budget: 2 });
  });

  it('is never lowered by asking for more, and one that the node raises counts', async () => {
    await using heed = await TestRunner.open();
    const config = { pairs: 6, budget: 2, repeatRate: 0 };
    const { run: first } = await answered(heed, config);
    const { labeling } = heed.runner.services;
    const place = { run: first.id, node: 'people' };
    labeling.reopen({ ...place, overlap: 1, budget: 3 });
    expect(labeling.reopen({ ...place, overlap: 1, budget: 3 })).toEqual({ round: 2 });
    expect(labeling.rounds(place).rounds).toHaveLength(2);
    expect(() => labeling.reopen({ ...place, overlap: 1, budget: 2 })).toThrow(
      'This is wanted already (answers a task: 1, tasks: 3), and a new round can only ask for more.',
    );
    expect(() => labeling.reopen({ ...place, overlap: 1, budget: 7 })).toThrow('No more than the 6 tasks');
    const { run, given } = await answered(heed, { ...config, budget: 5 });
    expect(given).toEqual(['Prompt 2', 'Prompt 3', 'Prompt 4']);
    expect(labeling.rounds({ run: run.id, node: 'people' })).toMatchObject({ budget: 5 });
  });
});
