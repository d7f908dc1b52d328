import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { completionRow, type InputArtifact, REPORT_FILE, reportSchema } from '@heed/schema';
import { readTable } from '@heed/tables';
import { afterAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { run as writeRules } from '../scripted-judge/run.ts';
import scriptedJudge from '../scripted-judge/spec.ts';
import type { Rule } from '../shared/reward-rules.ts';
import { runNode, type TestContext, tableArtifact, testContext } from '../testing/index.ts';
import { agreementOf, disputes, standardized } from './agreement.ts';
import { run } from './run.ts';
import spec from './spec.ts';

const groups = [
  [0, 1],
  [2, 3],
];

describe('the agreement of two rewards', () => {
  test('is whole where one is a rising function of the other', () => {
    const agreement = agreementOf([1, 2, 3, 9], [10, 20, 30, 40], groups);
    expect(agreement.rankCorrelation).toBeCloseTo(1, 12);
    expect(agreement.correlation).toBeLessThan(1);
    expect(agreement.pairAgreement?.value).toBe(1);
    expect(agreement.bestAgreement?.value).toBe(1);
  });

  test('counts pairs of the same prompt alone, and a tie of one as a half', () => {
    // the first prompt in opposite order, the second tied in a alone
    const { pairAgreement, bestAgreement } = agreementOf([1, 2, 5, 5], [4, 3, 1, 2], groups);
    expect(pairAgreement).toMatchObject({ value: 0.25 });
    expect(bestAgreement).toMatchObject({ value: 0.25 });
    expect(pairAgreement?.low).toBeLessThan(0.25);
    expect(pairAgreement?.high).toBeGreaterThan(0.25);
    expect(agreementOf([1, 1], [2, 2], [[0, 1]]).pairAgreement?.value).toBe(1);
  });

  test('is unknown where there is nothing to tell', () => {
    expect(agreementOf([1, 1], [1, 2], [[0], [1]])).toEqual({
      correlation: undefined,
      rankCorrelation: undefined,
      pairAgreement: undefined,
      bestAgreement: undefined,
    });
  });
});

test('a dispute is the greatest distance of standardized scores', () => {
  expect(standardized([1, 3])).toEqual([-1, 1]);
  expect(standardized([2, 2])).toEqual([0, 0]);
  expect(
    disputes([
      [0, 1],
      [2, 1],
      [-1, 1],
    ]),
  ).toEqual([3, 0]);
});

const trials: TestContext<unknown>[] = [];
afterAll(async () => {
  for (const trial of trials) await trial[Symbol.asyncDispose]();
});

async function judge(name: string, phrases: string[]): Promise<InputArtifact> {
  const title = { en: name, zh: name };
  const rules: Rule[] = [{ type: 'contains-any', name, title, weight: 1, phrases }];
  const trial = await testContext(scriptedJudge, { config: { name, rules } });
  trials.push(trial);
  return (await runNode(scriptedJudge, writeRules, trial)).outputs.judge as InputArtifact;
}

const kind = await judge('kind', ['please', 'thanks']);
const short = await judge('short', ['yes', 'no']);
const polite = await judge('polite', ['please']);
const texts = ['yes please', 'no', 'well thanks', 'hm'];

async function compare(rewards: InputArtifact[], config: Partial<z.input<typeof spec.config>> = {}) {
  const trial = await testContext(spec, { config: { device: 'cpu', ...config } });
  trials.push(trial);
  const rows = ['p1', 'p2'].flatMap((promptId, prompt) =>
    texts.slice(2 * prompt, 2 * prompt + 2).map((completion, index) => ({
      ...{ promptId, prompt: `question ${prompt}`, language: 'en', completion },
      ...{ completionId: `${promptId}-${index}`, logProb: null, tokens: null, finished: true },
    })),
  );
  const completions = await tableArtifact(join(trial.folder, 'answers'), 'completions', completionRow, rows);
  const filled = await testContext(spec, {
    config: { device: 'cpu', ...config },
    inputs: { rewards, completions },
  });
  trials.push(filled);
  const { results, outputs } = await runNode(spec, run, filled);
  const folder = outputs.report?.directory ?? '';
  const report = reportSchema.parse(JSON.parse(await readFile(join(folder, REPORT_FILE), 'utf8')));
  return { results, report, disputed: await readTable(join(folder, 'disputed.parquet')) };
}

test('two rewards: figures with intervals, a plot of one against the other, the most disputed answers first', async () => {
  const { results, report, disputed } = await compare([kind, short], { disputed: 2 });
  // the first prompt: kind prefers the first answer, short sees a tie; the second: kind the first, short a tie
  expect(results).toMatchObject({ rewards: 2, answers: 4, pairAgreement: 0.5, bestAgreement: 0.5 });
  expect(report.blocks.map(({ type }) => type)).toEqual(['figures', 'scatter', 'histogram', 'table']);
  const [figures] = report.blocks;
  expect(figures?.type === 'figures' && figures.figures.map(({ name }) => name)).toEqual([
    'rewards',
    'answers',
    'correlation',
    'rankCorrelation',
    'pairAgreement',
    'bestAgreement',
  ]);
  expect(disputed.map(({ completion }) => completion).sort()).toEqual(['no', 'well thanks']);
  expect(disputed[0]).toMatchObject({ scoreA: expect.any(Number), scoreB: expect.any(Number), distance: 2 });
});

test('three rewards get a matrix and a plot for each two', async () => {
  const { report, results } = await compare([kind, short, polite]);
  expect(results.rewards).toBe(3);
  const types = report.blocks.map(({ type }) => type);
  expect(types.filter((type) => type === 'scatter')).toHaveLength(3);
  const matrix = report.blocks.find((block) => block.type === 'matrix');
  expect(matrix?.type === 'matrix' && matrix.values.map((row) => row.length)).toEqual([3, 3, 3]);
});

test('a limit draws whole prompts; one reward alone is refused with what to do', async () => {
  const { results } = await compare([kind, short], { promptLimit: 1 });
  expect(results.answers).toBe(2);
  await expect(compare([kind])).rejects.toThrow(/has 1 reward to compare and needs two or more/);
});
