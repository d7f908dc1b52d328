import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { graph } from './graphs.ts';
import { TestRunner } from './harness.ts';
import { type Person, person } from './labelers.ts';

const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');

/** Answers to numbered questions; of the first two it is known which is right. */
const answers = lines(
  Array.from({ length: 30 }, (_, n) => ({
    ...{ prompt: `Question ${n}`, completion: [`good ${n}`, `bad ${n}`] },
    ...(n < 2 && { gold: 1 }),
  })),
);
const checks = lines([
  { prompt: 'Is water wet?', chosen: 'good water', rejected: 'bad water' },
  { prompt: 'Is fire hot?', chosen: 'good fire', rejected: 'bad fire' },
]);

const pipeline = (config: Record<string, unknown> = {}) =>
  graph(
    {
      answers: { kind: 'answer-source', file: 'answers.jsonl', goldColumn: 'gold' },
      people: {
        ...{ kind: 'human-labeling', pairsPerPrompt: 1, overlap: 2, goldRate: 0.3, repeatRate: 0 },
        ...{ goldFile: 'gold.jsonl', askStrength: true, ties: 'half', ...config },
      },
    },
    'answers.completions > people.completions',
  );

/** Judges to the end, always right or always wrong; gives the prompts seen. */
function judgeAll(one: Person, wanted: 'good' | 'bad'): string[] {
  const seen: string[] = [];
  for (let task = one.task(); task; task = one.task()) {
    seen.push(task.prompt);
    const slot = task.candidates.find(({ text }) => text.startsWith(wanted))?.slot;
    one.answer({ ...one.give(task.taskId), value: { chosen: slot, strength: 2 } });
  }
  return seen;
}

it('known tasks of a column and of a file check labelers among the others, and are not learned from', async () => {
  await using heed = await TestRunner.open({ kindsFolder: undefined });
  writeFileSync(join(heed.folder, 'answers.jsonl'), answers);
  writeFileSync(join(heed.folder, 'gold.jsonl'), checks);
  const waiting = await heed.run(pipeline());
  expect(waiting.state, waiting.view.error?.en).toBe('waiting_human');
  const place = { run: waiting.id, node: 'people' };
  const { labeling, quality } = heed.runner.services;
  expect(labeling.rounds(place)).toMatchObject({ known: 4, tasks: 30, rounds: [{ n: 1, tasks: 30 }] });
  expect(waiting.node('people').labeling).toEqual({ done: 0, total: 60 });

  const seen = judgeAll(person(labeling, waiting.id, 'Ada'), 'good');
  expect(seen.filter((prompt) => prompt.startsWith('Is ')).toSorted()).toEqual([
    'Is fire hot?',
    'Is water wet?',
  ]);
  expect(new Set(seen).size).toBe(32);
  const after = heed.record(waiting.id).events.at(-1)?.seq;
  judgeAll(person(labeling, waiting.id, 'Bo'), 'bad');
  const run = await heed.rest(waiting.id, after);
  expect(run.node('people').results).toMatchObject({ tasks: 30, known: 4, judgements: 60, preferences: 30 });

  const { figures } = await quality.figures(place);
  const scores = figures.labelers.map(({ labeler, judgements, gold }) => [labeler, judgements, gold?.value]);
  expect(scores.toSorted()).toEqual([
    ['Ada', 30, 1],
    ['Bo', 30, 0],
  ]);
  expect(figures.labelers.every(({ gold }) => gold?.count === 4)).toBe(true);
  const rows = heed.runner.labeling.rows(place);
  expect(rows.some(({ prompt }) => prompt.startsWith('Is '))).toBe(false);
});

it('a run without them makes ordinary tasks of them again, and keeps what somebody marked', async () => {
  await using heed = await TestRunner.open({ kindsFolder: undefined });
  writeFileSync(join(heed.folder, 'answers.jsonl'), answers);
  writeFileSync(join(heed.folder, 'gold.jsonl'), checks);
  const first = await heed.run(pipeline());
  const { labeling } = heed.runner.services;
  const place = { run: first.id, node: 'people' };
  const known = () => heed.runner.labeling.gold(place).length;
  expect(known()).toBe(4);
  const ada = person(labeling, first.id, 'Ada');
  const asked = ada.work(5).tasks.find(({ prompt }) => /^Question ([2-9]|\d\d)$/.test(prompt));
  const slot = asked?.candidates[0]?.slot;
  ada.answer({ ...ada.give(asked?.taskId ?? ''), value: { chosen: slot, strength: 1 } });
  const [row] = heed.runner.labeling.rows(place).filter(({ selection }) => selection !== 'gold');
  const answer = { outcome: 'answered' as const, value: { chosen: row?.chosenId } };
  labeling.markGold({ ...place, taskId: row?.taskId ?? '', answer });
  expect(known()).toBe(5);
  heed.runner.services.runs.cancel(first.id);
  await heed.rest(first.id, first.events.at(-1)?.seq);
  await heed.run({
    ...pipeline({ goldFile: '' }),
    nodes: pipeline({ goldFile: '' }).nodes.map((node) =>
      node.id === 'answers' ? { ...node, config: { file: 'answers.jsonl' } } : node,
    ),
  });
  expect(known()).toBe(1);
});
