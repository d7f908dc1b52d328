import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { personJudgement } from '@heed/labeling/testing.ts';
import {
  type InputArtifact,
  type JudgementRow,
  judgementRow,
  type PortType,
  preferenceRow,
  REPORT_FILE,
  rankingRow,
  ratingRow,
  reportSchema,
  TABLE_FILE,
} from '@heed/schema';
import { readTable } from '@heed/tables';
import { afterAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { run as fit } from '../reward-model/run.ts';
import rewardModel from '../reward-model/spec.ts';
import { openScorer } from '../shared/scorer.ts';
import { runNode, tableArtifact, testContext } from '../testing/index.ts';
import { tinyPipeline } from '../testing/tiny-pipeline.ts';
import { labelerRow, scoredRow } from './report.ts';
import { run } from './run.ts';
import spec from './spec.ts';

const about = { promptId: 'p', prompt: '天气？', language: 'zh' };

/** Runs the node on a table of comparisons and reads what it wrote. */
async function score<Row extends z.ZodObject>(
  type: PortType,
  schema: Row,
  rows: z.output<Row>[],
  config: Partial<z.input<typeof spec.config>> = {},
) {
  await using trial = await testContext(spec, { config });
  const comparisons = await tableArtifact(join(trial.folder, type), type, schema, rows);
  trial.context.inputs = { comparisons: [comparisons] };
  const { results, outputs } = await runNode(spec, run, trial);
  const folder = outputs.report?.directory ?? '';
  const report = reportSchema.parse(JSON.parse(await readFile(join(folder, REPORT_FILE), 'utf8')));
  const listed = await readTable(join(folder, 'scores.parquet'), scoredRow);
  const ratings = await readTable(join(outputs.ratings?.directory ?? '', TABLE_FILE), scoredRow);
  const tables = report.blocks.flatMap((block) => (block.type === 'table' ? block.file : []));
  const labelers = tables.includes('labelers.parquet')
    ? await readTable(join(folder, 'labelers.parquet'), labelerRow)
    : [];
  return { results, report, ratings, listed, labelers };
}

const rankings = ['sun', 'rain', 'fog'].map((completion, place) => ({
  ...about,
  rankingId: 'r1',
  completion,
  rank: place + 1,
  labeler: 'ann',
}));

test.each(['davidson-joint', 'bradley-terry', 'plackett-luce', 'elo'] as const)(
  '%s: rankings become scores in their order, with intervals, the same for the same seed',
  async (method) => {
    const { results, ratings, report, listed } = await score('rankings', rankingRow, rankings, { method });
    expect(ratings.map(({ completion }) => completion)).toEqual(['sun', 'rain', 'fog']);
    for (const { rating, standardError, low, high } of ratings) {
      expect(standardError).toBeGreaterThan(0);
      expect((low as number) + (high as number)).toBeCloseTo(2 * rating, 9);
      expect((high as number) - rating).toBeCloseTo(1.959964 * (standardError as number), 9);
    }
    expect(results).toMatchObject({ prompts: 1, answers: 3, verdicts: 1, skipped: 0, agreement: 1 });
    const tables = method === 'davidson-joint' ? ['table', 'table'] : ['table'];
    expect(report.blocks.map(({ type }) => type)).toEqual(['figures', 'histogram', ...tables]);
    expect(listed).toEqual(ratings);
    expect((await score('rankings', rankingRow, rankings, { method })).ratings).toEqual(ratings);
  },
);

test('without bootstrap rounds nothing is said of errors', async () => {
  const { ratings, results } = await score('rankings', rankingRow, rankings, {
    ...{ method: 'bradley-terry', bootstrapRounds: 0 },
  });
  expect(ratings[0]).toMatchObject({ standardError: null, low: null, high: null });
  expect(results.standardError).toBeUndefined();
});

test('preferences of strength short of 1 speak for both sides, and pairs of equal answers are skipped', async () => {
  const pair = { ...about, chosen: 'sun', rejected: 'rain' };
  const even = [{ ...pair, preferenceStrength: 0.5 }];
  const tied = await score('preferences', preferenceRow, [
    ...even,
    { ...pair, rejected: 'sun', preferenceStrength: 1 },
  ]);
  expect(tied.ratings.map(({ rating }) => rating)).toEqual([0, 0]);
  expect(tied.results).toMatchObject({ verdicts: 1, skipped: 1 });
  expect(tied.results).not.toHaveProperty('agreement');
  const strong = await score('preferences', preferenceRow, [{ ...pair, preferenceStrength: 0.9 }]);
  const clear = await score('preferences', preferenceRow, [{ ...pair, preferenceStrength: 1 }]);
  expect(strong.ratings[0]?.rating).toBeGreaterThan(0);
  expect(clear.ratings[0]?.rating).toBeGreaterThan(strong.ratings[0]?.rating as number);
});

const said = {
  first: { outcome: 'answered', value: { chosen: 'a' } },
  second: { outcome: 'answered', value: { chosen: 'b' } },
  tie: { outcome: 'tie', value: {} },
  'both-bad': { outcome: 'both-bad', value: {} },
  'cannot-judge': { outcome: 'cannot-judge', value: {} },
  skipped: { outcome: 'skipped', value: {} },
} as const;

const judgement = (answer: keyof typeof said, n: number): JudgementRow =>
  personJudgement(
    {
      ...{ taskId: 't', promptId: 'p', prompt: '天气？', language: 'zh' },
      candidates: [
        { id: 'a', text: 'sun', model: null },
        { id: 'b', text: 'rain', model: null },
      ],
    },
    'ann',
    said[answer],
    { judgementId: `j${n}` },
  );

test('judgements count by what they mean; "both bad" and the like say nothing of an order', async () => {
  const answers = ['first', 'second', 'second', 'tie', 'both-bad', 'cannot-judge', 'skipped'] as const;
  const { ratings, results } = await score('judgements', judgementRow, answers.map(judgement));
  expect(ratings.map(({ completion, language }) => [completion, language])).toEqual([
    ['rain', 'zh'],
    ['sun', 'zh'],
  ]);
  expect(results).toMatchObject({ verdicts: 4, skipped: 3 });
  expect(results.agreement).toBeCloseTo(2 / 3, 9);
});

test('Davidson’s model tells an answer’s quality from the place where it was shown', async () => {
  const rows = Array.from({ length: 30 }, (_, n) => {
    const shownFirst = n % 2 === 0 ? 'sun' : 'rain';
    const pair = n % 2 === 0 ? (['sun', 'rain'] as const) : (['rain', 'sun'] as const);
    const task = {
      ...{ taskId: `t${n}`, promptId: `p${n % 5}`, prompt: '天气？', language: 'zh' },
      candidates: pair.map((answer) => ({ id: answer, text: answer, model: null })),
    };
    // ann always takes the first, bo prefers the sun wherever it stands
    const chosen = n % 3 === 0 ? shownFirst : 'sun';
    return personJudgement(
      task,
      n % 3 === 0 ? 'ann' : 'bo',
      { outcome: 'answered', value: { chosen } },
      { judgementId: `j${n}` },
    );
  });
  const { ratings, results, labelers } = await score('judgements', judgementRow, rows);
  expect(ratings.filter(({ completion }) => completion === 'sun').every(({ rating }) => rating > 0)).toBe(
    true,
  );
  const of = Object.fromEntries(labelers.map((one) => [one.labeler, one]));
  expect(of.ann?.first).toBeGreaterThan(0.6);
  expect(of.ann?.first).toBeGreaterThan(of.bo?.first as number);
  expect(of.ann?.skill).toBeLessThan(of.bo?.skill as number);
  expect(results.firstChance).toBeGreaterThan(0.4);
});

test('until version 2 Bradley-Terry was the method where none was said', () => {
  expect(spec.migrations?.[1]?.({})).toEqual({ method: 'bradley-terry' });
  expect(spec.migrations?.[1]?.({ method: 'elo', kFactor: 16 })).toEqual({ method: 'elo', kFactor: 16 });
});

test('when nothing was ordered, it says so', async () => {
  await expect(score('judgements', judgementRow, [judgement('both-bad', 1)])).rejects.toThrow(
    'No comparison at the input "comparisons" of node "comparison-scores" orders two different answers (comparisons: 1); compare answers that differ.',
  );
});

const tiny = await tinyPipeline();
afterAll(() => tiny[Symbol.asyncDispose]());

test('a reward model by parts: preferences become scores, and regression learns them', async () => {
  await using scoring = await testContext(spec, { inputs: { comparisons: tiny.preferences } });
  const { outputs } = await runNode(spec, run, scoring);
  const ratings = outputs.ratings as InputArtifact;
  expect(await readTable(join(ratings.directory, TABLE_FILE), ratingRow)).toHaveLength(128);
  await using fitting = await testContext(rewardModel, {
    config: { epochs: 16, learningRate: 0.003, batchSize: 16, heldOutShare: 0.2 },
    inputs: { model: tiny.model, preferences: ratings },
  });
  const { results, outputs: fitted } = await runNode(rewardModel, fit, fitting);
  expect(results.heldOutAccuracy).toBeGreaterThan(0.95);
  await using scorer = await openScorer(fitted.model as InputArtifact);
  const prompt = 'is red nice?';
  const texts = ['red is lovely', 'red is awful'].map((completion) => ({ prompt, completion }));
  const [lovely, awful] = (await scorer.score(texts)) as [number, number];
  expect(lovely).toBeGreaterThan(awful + 0.5);
});
