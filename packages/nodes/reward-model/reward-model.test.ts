import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadModel } from '@heed/engine';
import {
  type InputArtifact,
  type PortType,
  preferenceRow,
  REPORT_FILE,
  rankingRow,
  ratingRow,
  reportSchema,
} from '@heed/schema';
import { afterAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { openScorer } from '../shared/scorer.ts';
import { runNode, tableArtifact, testContext } from '../testing/index.ts';
import { tinyPipeline, tinyPreferences, tinyRankings } from '../testing/tiny-pipeline.ts';
import { measure, preferencesReport } from './reports/preferences.ts';
import { run } from './run.ts';
import spec from './spec.ts';

const tiny = await tinyPipeline();
afterAll(() => tiny[Symbol.asyncDispose]());
const config = { epochs: 6, learningRate: 0.003, batchSize: 16, heldOutShare: 0.2 };

test('learns which answers are chosen, on prompts it never saw, and scores them so afterwards', async () => {
  const inputs = { model: tiny.model, preferences: tiny.preferences };
  await using trial = await testContext(spec, { config, inputs });
  const { results, outputs } = await runNode(spec, run, trial);
  expect(results.heldOutAccuracy).toBeGreaterThan(0.95);
  expect(results.pairs).toBe(51);
  const report = JSON.parse(await readFile(join(outputs.report?.directory ?? '', REPORT_FILE), 'utf8'));
  expect(reportSchema.parse(report).blocks.map(({ type }) => type)).toEqual([
    'figures',
    'histogram',
    'calibration',
  ]);

  if (!outputs.model) throw new Error('no model');
  await using scorer = await openScorer(outputs.model);
  const prompt = 'is red nice?';
  const [lovely, awful] = await scorer.score([
    { prompt, completion: 'red is lovely' },
    { prompt, completion: 'red is awful' },
  ]);
  expect(lovely).toBeGreaterThan(awful as number);
});

test.each([[{ tune: 'lora', learningRate: 0.01 }], [{ tune: 'top-layers', topLayers: 1 }]] as const)(
  '%j learns the choice with a score head of its own',
  async (tuning) => {
    const inputs = { model: tiny.model, preferences: tiny.preferences };
    await using trial = await testContext(spec, { config: { ...config, ...tuning }, inputs });
    const { results, outputs } = await runNode(spec, run, trial);
    expect(results.heldOutAccuracy).toBeGreaterThan(0.95);
    const { model: before } = await loadModel(tiny.model.directory);
    const { model: after } = await loadModel(outputs.model?.directory ?? '');
    expect(after.head).toBe('score');
    const embeddings = 'transformer.wte.weight';
    expect(after.parameters.view(embeddings)).toEqual(before.parameters.view(embeddings));
  },
);

test('pairs with two equal answers are skipped; when nothing is left, it says so', async () => {
  const equal = tinyPreferences.map((row) => ({ ...row, rejected: row.chosen }));
  await using trial = await testContext(spec, { config, inputs: { model: tiny.model } });
  const preferences = await tableArtifact(join(trial.folder, 'equal'), 'preferences', preferenceRow, equal);
  const context = { ...trial.context, inputs: { ...trial.context.inputs, preferences: [preferences] } };
  await expect(run(context)).rejects.toThrow(/too few usable pairs .* \(pairs: 0, prompts: 0\)/);
});

const adjectives = ['lovely', 'nice', 'awful'];
// three rated answers a prompt, so that some can be compared
const ratings = tinyPreferences.flatMap(({ promptId, prompt, language, chosen }, index) =>
  adjectives.map((word, place) => ({
    promptId,
    prompt,
    language,
    completion: chosen.replace('lovely', word),
    rating: 90 - 40 * place,
    standardError: index % 3 ? null : 5,
  })),
);

/** Trains on a table of feedback; gives results, the report's blocks and the scores of three answers, best first. */
async function learn<Row extends z.ZodObject>(type: PortType, schema: Row, rows: z.output<Row>[]) {
  await using trial = await testContext(spec, {
    config: { ...config, epochs: 30 },
    inputs: { model: tiny.model },
  });
  const feedback = await tableArtifact(join(trial.folder, type), type, schema, rows);
  trial.context.inputs = { ...trial.context.inputs, preferences: [feedback] };
  const { results, outputs } = await runNode(spec, run, trial);
  const report = JSON.parse(await readFile(join(outputs.report?.directory ?? '', REPORT_FILE), 'utf8'));
  await using scorer = await openScorer(outputs.model as InputArtifact);
  const scores = await scorer.score(
    adjectives.map((word) => ({ prompt: 'is red nice?', completion: `red is ${word}` })),
  );
  return { results, scores, blocks: reportSchema.parse(report).blocks.map((block) => block.type) };
}

test('learns from rankings of two and of three answers', async () => {
  const { results, scores, blocks } = await learn('rankings', rankingRow, tinyRankings);
  expect(results.heldOutAccuracy).toBeGreaterThan(0.95);
  expect(results.kendallTau).toBeGreaterThan(0.9);
  expect(results).toMatchObject({ rankings: 51, skipped: 0 });
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(blocks).toEqual(['figures', 'histogram', 'curve']);
});

test('learns ratings in units of their deviation', async () => {
  const { results, scores, blocks } = await learn('ratings', ratingRow, ratings);
  expect(results.rSquared).toBeGreaterThan(0.8);
  expect(results.spearman).toBeGreaterThan(0.9);
  expect(results.heldOutAccuracy).toBeGreaterThan(0.95);
  expect(results).toMatchObject({ ratings: 153, ratingMean: 50, skipped: 0 });
  expect(results.ratingDeviation).toBeCloseTo(Math.sqrt((2 * 40 ** 2) / 3), 9);
  for (const [place, score] of scores.entries()) {
    const rating = (results.ratingMean as number) + (results.ratingDeviation as number) * score;
    expect(Math.abs(rating - (90 - 40 * place))).toBeLessThan(25);
  }
  expect(blocks).toEqual(['figures', 'histogram', 'curve']);
});

test('too little feedback ends in one sentence that says what there is', async () => {
  const alone = tinyRankings.filter(({ rank }) => rank === 1);
  await expect(learn('rankings', rankingRow, alone)).rejects.toThrow(
    'Node "reward-model" has too few usable rankings to train and to hold some out (rankings: 0, prompts: 0); label more prompts.',
  );
  await expect(learn('ratings', ratingRow, ratings.slice(0, 2))).rejects.toThrow(
    /too few usable ratings .* \(ratings: 2, prompts: 1\)/,
  );
  const equal = ratings.map((row) => ({ ...row, rating: 3 }));
  await expect(learn('ratings', ratingRow, equal)).rejects.toThrow(
    'All 153 training ratings of node "reward-model" are 3, so there is nothing to learn; give it ratings that differ.',
  );
});

test('figures of known scores: accuracy and margin leave ties out, the loss takes them as half a win for each side', () => {
  const figures = measure([
    { chosen: 2, rejected: 0, strength: 1 },
    { chosen: 0, rejected: 1, strength: 1 },
    { chosen: 5, rejected: 0, strength: 0.5 },
  ]);
  expect(figures.heldOutAccuracy).toBe(0.5);
  expect(figures.margin).toBe(0.5);
  const losses = [2, -1, 5, -5].map((d) => Math.log1p(Math.exp(-d))) as [number, number, number, number];
  expect(figures.heldOutLoss).toBeCloseTo((losses[0] + losses[1] + (losses[2] + losses[3]) / 2) / 3, 12);
});

test('nothing but ties: no accuracy and no margin is made up, and the report says so', () => {
  const ties = [0.5, -0.25].map((chosen) => ({ chosen, rejected: 0, strength: 0.5 }));
  expect(Object.keys(measure(ties))).toEqual(['heldOutLoss', 'calibrationError']);
  const [block] = reportSchema.parse(preferencesReport(ties)).blocks;
  const names = block?.type === 'figures' ? block.figures.map(({ name }) => name) : [];
  expect(names).toEqual(['heldOutLoss', 'calibrationError', 'heldOutPairs']);
});

test('choices that were not unanimous are calibrated at their strength', () => {
  const pair = { chosen: Math.log(4), rejected: 0, strength: 0.8 };
  expect(measure([pair]).calibrationError).toBeCloseTo(0, 12);
  expect(measure([{ ...pair, strength: 1 }]).calibrationError).toBeCloseTo(0.2, 12);
});

test('scores that mean what they say have no calibration error', () => {
  const logOdds = Math.log(3);
  const pairs = [0, 1, 2, 3].map((n) =>
    n < 3 ? { chosen: logOdds, rejected: 0, strength: 1 } : { chosen: 0, rejected: logOdds, strength: 1 },
  );
  expect(measure(pairs).calibrationError).toBeCloseTo(0, 10);
});

test('accuracy is told by how far annotators agreed, without ties, and only where they did not always agree as far', () => {
  const pair = (strength: number, right: boolean) => ({ chosen: right ? 1 : -1, rejected: 0, strength });
  const pairs = [
    ...[pair(0.5, true), pair(0.6, false), pair(0.6, true), pair(0.55, false)],
    ...[pair(0.75, true), pair(1, true), pair(1, true), pair(1, false), pair(1, true)],
  ];
  const agreement = (some: typeof pairs) =>
    reportSchema
      .parse(preferencesReport(some))
      .blocks.flatMap((block) =>
        block.type === 'figures' && block.title.en === 'Held-out accuracy by agreement' ? block.figures : [],
      );
  const figures = agreement(pairs);
  expect(figures.map(({ name, value }) => [name, value])).toEqual([
    ['barely', 1 / 3],
    ['clearly', 1],
    ['unanimous', 0.75],
  ]);
  expect(figures.map(({ title }) => title.en)).toEqual([
    'Barely agreed (strength up to 0.6), pairs: 3',
    'Clearly agreed (0.6 to 1), pairs: 1',
    'Unanimous (1), pairs: 4',
  ]);
  // Wilson's interval of 3 in 4
  expect(figures[2]?.low).toBeCloseTo(0.3006, 4);
  expect(figures[2]?.high).toBeCloseTo(0.9544, 4);
  expect(agreement(pairs.filter(({ strength }) => strength === 1 || strength === 0.5))).toEqual([]);
});
