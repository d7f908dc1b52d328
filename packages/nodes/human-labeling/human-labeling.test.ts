import { join } from 'node:path';
import { shownOf } from '@heed/labeling/contract/row.ts';
import pairwise from '@heed/labeling/forms/pairwise/form.ts';
import { type Choice, pairAnswer, personJudgement } from '@heed/labeling/testing.ts';
import {
  type CompletionRow,
  completionRow,
  type JudgementRow,
  judgementRow,
  type LabelingRequest,
  type LabelingTask,
  preferenceRow,
  TABLE_FILE,
  text,
} from '@heed/schema';
import { readTable } from '@heed/tables';
import { describe, expect, test } from 'vitest';
import { run as runJudge } from '../scripted-judge/run.ts';
import judgeSpec from '../scripted-judge/spec.ts';
import { runNode, type TestOptions, tableArtifact, testContext } from '../testing/index.ts';
import { agreement } from './counts.ts';
import { run } from './run.ts';
import spec from './spec.ts';
import { makeTasks } from './tasks.ts';

/** Completions with these texts, one prompt after the other. */
function completions(...prompts: string[][]): CompletionRow[] {
  return prompts.flatMap((texts, prompt) =>
    texts.map((completion, index) => ({
      promptId: `p${prompt}`,
      prompt: `prompt ${prompt}`,
      language: prompt % 2 ? 'zh' : 'en',
      completionId: `p${prompt}c${index}`,
      completion,
      logProb: -1,
      tokens: 3,
      finished: true,
    })),
  );
}

const many = completions(
  ...Array.from({ length: 40 }, (_, prompt) => ['a', 'b', 'c', 'd'].map((x) => x + prompt)),
);

/** Runs the node on completions and reads what it wrote. */
async function label(rows: CompletionRow[], options: TestOptions<typeof spec> = {}) {
  await using context = await testContext(spec, options);
  const input = await tableArtifact(join(context.folder, 'in'), 'completions', completionRow, rows);
  context.context.inputs = { ...context.context.inputs, completions: [input] };
  const { results, outputs } = await runNode(spec, run, context);
  const directory = (port: string) => join(outputs[port]?.directory ?? '', TABLE_FILE);
  return {
    results,
    requests: context.requests,
    judgements: await readTable(directory('judgements'), judgementRow),
    preferences: await readTable(directory('preferences'), preferenceRow),
  };
}

/** A labeler's judgement; `flipped` shows the second candidate first. */
function judged(task: LabelingTask, labeler: string, choice: Choice, flipped = false): JudgementRow {
  const ids = task.candidates.map(({ id }) => id);
  const order = flipped ? ids.toReversed() : ids;
  const { outcome, value } = pairAnswer(choice);
  const chosen = order[value.chosen === 'c1' ? 0 : 1];
  return personJudgement(
    task,
    labeler,
    { outcome, value: outcome === 'answered' ? { chosen } : {} },
    { order },
  );
}

/** People who give these answers to every task; every other one sees the pair the other way round. */
function people(...answers: Choice[]) {
  return ({ tasks }: LabelingRequest) =>
    tasks.flatMap((task) =>
      answers.map((answer, index) => judged(task, `person ${index}`, answer, index % 2 === 1)),
    );
}

/** The pairs drawn among completions. */
function choosePairs(rows: CompletionRow[], pairsPerPrompt: number, seed: number) {
  const candidates = rows.map(({ completionId: id, completion, promptId, prompt, language }) => {
    return { id, text: completion, model: null, promptId, prompt, language };
  });
  return makeTasks(pairwise, candidates, { pairsPerPrompt }, seed);
}

describe('pairs', () => {
  test('are different texts of the same prompt, each pair once, in a random order', () => {
    const { tasks, identicalSkipped } = choosePairs(many, 3, 1);
    expect([tasks.length, identicalSkipped]).toEqual([120, 0]);
    const keys = tasks.map(({ promptId, candidates }) =>
      [promptId, ...candidates.map(({ id }) => id).sort()].join(),
    );
    expect(new Set(keys).size).toBe(120);
    expect(new Set(tasks.map(({ taskId }) => taskId)).size).toBe(120);
    for (const { promptId, candidates } of tasks)
      for (const { id } of candidates) expect(id.startsWith(`${promptId}c`)).toBe(true);
    const inOrder = tasks.filter(
      ({ candidates: [first, second] }) => `${first?.id}` < `${second?.id}`,
    ).length;
    expect(inOrder).toBeGreaterThan(35);
    expect(inOrder).toBeLessThan(85);
  });

  test('follow the seed, and one prompt more changes no other prompt', () => {
    expect(choosePairs(many, 2, 7)).toEqual(choosePairs(many, 2, 7));
    expect(choosePairs(many, 2, 8)).not.toEqual(choosePairs(many, 2, 7));
    const fewer = many.filter(({ promptId }) => promptId !== 'p0');
    expect(choosePairs(fewer, 2, 7).tasks).toEqual(
      choosePairs(many, 2, 7).tasks.filter(({ promptId }) => promptId !== 'p0'),
    );
  });

  test('leave out identical texts and count them', () => {
    const { tasks, identicalSkipped } = choosePairs(completions(['a', 'a', 'b', 'a'], ['x', 'x']), 10, 1);
    expect([tasks.length, identicalSkipped]).toEqual([1, 3]);
    expect(tasks[0]?.candidates.map((one) => one.text).sort()).toEqual(['a', 'b']);
  });
});

describe('a judge', () => {
  const rules = [
    {
      type: 'contains-any' as const,
      name: 'good',
      title: text('Good', '好'),
      weight: 1,
      phrases: ['good', 'best'],
    },
    {
      type: 'contains-any' as const,
      name: 'best',
      title: text('Best', '最好'),
      weight: 0.3,
      phrases: ['best'],
    },
  ];

  async function judgedLabels(rows: CompletionRow[], config: TestOptions<typeof spec>['config']) {
    await using maker = await testContext(judgeSpec, { config: { name: 'tester', rules } });
    const { judge } = (await runNode(judgeSpec, runJudge, maker)).outputs;
    return await label(rows, { config, inputs: judge && { judge } });
  }

  test('answers at once: the higher score wins, under its name', async () => {
    const { results, judgements, preferences, requests } = await judgedLabels(
      completions(['bad', 'a good one'], ['a best one', 'a bad one', 'bad']),
      { pairsPerPrompt: 3 },
    );
    expect(requests).toEqual([]);
    expect(judgements.map(({ labeler, labelerKind }) => `${labelerKind} ${labeler}`)).toEqual(
      Array(4).fill('judge tester'),
    );
    expect(
      preferences.map(({ chosen, rejected, preferenceStrength, language }) => [
        chosen,
        rejected,
        preferenceStrength,
        language,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['a good one', 'bad', 1, 'en'],
        ['a best one', 'bad', 1, 'zh'],
        ['a best one', 'a bad one', 1, 'zh'],
      ]),
    );
    expect(results).toMatchObject({ tasks: 4, tie: 1, undecided: 1, preferences: 3 });
    expect(Number(results.first) + Number(results.second)).toBe(3);
    expect(results).not.toHaveProperty('agreement');
  });

  test('can stand beside people, who are asked all the same', async () => {
    await using maker = await testContext(judgeSpec, { config: { name: 'tester', rules } });
    const { judge } = (await runNode(judgeSpec, runJudge, maker)).outputs;
    const { requests, judgements } = await label(completions(['bad', 'a good one']), {
      config: { judgeRole: 'beside' },
      inputs: judge && { judge: [judge, judge] },
      ask: (request) => [...request.judgements, ...people('tie')(request)],
    });
    expect(requests[0]?.judgements).toHaveLength(2);
    expect(judgements.map(({ labelerKind, outcome }) => `${labelerKind} ${outcome}`)).toEqual([
      'judge answered',
      'judge answered',
      'person tie',
    ]);
  });

  test('calls it a tie under the least margin, and ties can be kept as half wins', async () => {
    const rows = completions(['good', 'best'], ['bad', 'good']);
    expect((await judgedLabels(rows, {})).results).toMatchObject({ tie: 0, preferences: 2 });
    expect((await judgedLabels(rows, { minimumMargin: 0.5 })).results).toMatchObject({
      tie: 1,
      preferences: 1,
    });
    const { preferences } = await judgedLabels(rows, { minimumMargin: 0.5, ties: 'half' });
    expect(preferences.map(({ preferenceStrength }) => preferenceStrength).sort()).toEqual([0.5, 1]);
  });

  test('ranks by score, and says which forms it cannot fill in', async () => {
    const rows = completions(['bad', 'a good one', 'the best', 'bad too']);
    const { judgements } = await judgedLabels(rows, { form: 'ranking' });
    const texts = new Map(shownOf(judgements[0] as JudgementRow).map(({ id, text }) => [id, text]));
    const { groups } = JSON.parse(judgements[0]?.value ?? '{}') as { groups: string[][] };
    expect(groups.map((group) => group.map((id) => texts.get(id)).sort())).toEqual([
      ['the best'],
      ['a good one'],
      ['bad', 'bad too'],
    ]);
    await expect(judgedLabels(rows, { form: 'rating' })).rejects.toThrow(
      'A judge that gives scores cannot fill in the form "Rating"',
    );
  });

  test('chooses the best reply to a dialogue', async () => {
    const rows = completions(['bad', 'a good one', 'the best'], ['bad', 'worse']);
    const { judgements, preferences } = await judgedLabels(rows, { form: 'dialogue', ...{ replies: 3 } });
    const chosen = judgements.map(
      (row) => shownOf(row).find(({ id }) => id === row.chosenId)?.text ?? row.outcome,
    );
    expect(chosen).toEqual(['the best', 'tie']);
    expect(preferences.map(({ chosen, rejected }) => [chosen, rejected].join(' > ')).sort()).toEqual([
      'the best > a good one',
      'the best > bad',
    ]);
  });

  test('with nothing but ties ends in one sentence', async () => {
    await expect(judgedLabels(completions(['x', 'y']), {})).rejects.toThrow(
      'The judgements gave nothing to learn from (ties: 1, both bad: 0, cannot judge: 0, passed over: 0; 1 in all); compare answers that differ more, or change what becomes of ties.',
    );
  });
});

describe('people', () => {
  const pair = completions(['one', 'two']);

  test('are asked the question with the guidelines, or the standard question in both languages', async () => {
    const config = { question: 'Which is kinder?', guidelines: 'Be fair.', overlap: 2 };
    const { requests } = await label(pair, { config, ask: people('first', 'second') });
    expect(requests[0]).toMatchObject({
      form: 'pairwise',
      overlap: 2,
      guidelines: 'Be fair.',
      question: { en: 'Which is kinder?', zh: 'Which is kinder?' },
    });
    const standard = await label(pair, { ask: people('first') });
    expect(standard.requests[0]?.question).toEqual({ en: 'Which answer is better?', zh: '哪个回答更好？' });
  });

  test('who see the pair the other way round still vote for the same answer', async () => {
    const { results, preferences, requests } = await label(pair, { ask: people('first', 'second') });
    const [first, second] = requests[0]?.tasks[0]?.candidates ?? [];
    expect(preferences).toMatchObject([
      { chosen: first?.text, rejected: second?.text, preferenceStrength: 1 },
    ]);
    expect(results).toMatchObject({ agreement: 1, first: 1, second: 1 });
  });

  test('who disagree are outvoted; the strength is the share of the majority', async () => {
    const { results, preferences } = await label(pair, { ask: people('first', 'second', 'second') });
    expect(preferences[0]?.preferenceStrength).toBeCloseTo(2 / 3);
    expect(results.agreement).toBeCloseTo(1 / 3);
    const evenly = people('first', 'first', 'tie', 'skipped');
    await expect(label(pair, { ask: evenly })).rejects.toThrow(
      /^The judgements gave nothing to learn from \(ties: 1, .*; 4 in all\)/,
    );
    const kept = await label(pair, { config: { ties: 'half' }, ask: evenly });
    expect(kept.preferences).toMatchObject([{ preferenceStrength: 0.5 }]);
  });

  test('who could not decide leave no preference', async () => {
    const rows = completions(['one', 'two'], ['three', 'four'], ['five', 'six']);
    const answers: Choice[] = ['both-bad', 'cannot-judge', 'first'];
    const ask = ({ tasks }: LabelingRequest) =>
      tasks.map((task, at) => judged(task, 'p', answers[at] ?? 'skipped'));
    expect((await label(rows, { ask })).results).toMatchObject({
      tasks: 3,
      bothBad: 1,
      cannotJudge: 1,
      first: 1,
      preferences: 1,
      undecided: 1,
    });
  });

  test('are not bothered where there is nothing to compare', async () => {
    await expect(label(completions(['a', 'a'], ['b']), { ask: people('first') })).rejects.toThrow(
      'There is nothing to judge with the form "Pairwise choice": the 3 completions of 2 prompts have too few different answers a prompt; generate more samples or raise the temperature.',
    );
  });

  test('agreement is counted over all two labelers of a pair', () => {
    const [task] = choosePairs(pair, 1, 1).tasks as [LabelingTask];
    const three = people('first', 'second', 'tie')({ tasks: [task] } as unknown as LabelingRequest);
    expect(agreement(pairwise, three).agreement).toBeCloseTo(1 / 3);
    expect(agreement(pairwise, three).alpha).toBeLessThan(0.01);
    expect(agreement(pairwise, three.slice(0, 1))).toEqual({});
  });
});
