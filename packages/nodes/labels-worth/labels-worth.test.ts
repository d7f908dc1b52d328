import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '@heed/engine/random';
import { ceilingOf } from '@heed/labeling/statistics/ceiling.ts';
import { personJudgement } from '@heed/labeling/testing.ts';
import { preferenceRow, REPORT_FILE, reportSchema } from '@heed/schema';
import { afterAll, describe, expect, test } from 'vitest';
import { runNode, tableArtifact, testContext } from '../testing/index.ts';
import { tinyPipeline, tinyPreferences } from '../testing/tiny-pipeline.ts';
import { fitHead, headAccuracy } from './head.ts';
import { at, fitCurve } from './learning-curve.ts';
import { run } from './run.ts';
import spec from './spec.ts';
import { worthOfLabels } from './worth.ts';

describe('the learning curve', () => {
  test('finds the curve that points lie on', () => {
    const truth = { limit: 0.8, drop: 0.6, exponent: 0.5 };
    const points = [10, 20, 40, 80].map((prompts) => ({ prompts, accuracy: at(truth, prompts) }));
    const found = fitCurve(points);
    for (const [name, value] of Object.entries(truth))
      expect(found[name as keyof typeof truth]).toBeCloseTo(value, 6);
  });

  test('never falls and never passes 1', () => {
    const falling = fitCurve([10, 20, 40].map((prompts) => ({ prompts, accuracy: 0.9 - prompts / 100 })));
    expect(falling.drop).toBe(0);
    const steep = fitCurve([10, 20, 40].map((prompts) => ({ prompts, accuracy: 0.5 + prompts / 100 })));
    expect(at(steep, 1e9)).toBeLessThanOrEqual(1);
  });
});

/** Preferences by a hidden direction, of which a share is turned around. */
function planted(prompts: number, wrong: number, seed = 1) {
  const random = createRandom(seed);
  const size = 12;
  return Array.from({ length: prompts }, (_, index) => {
    const raw = Float64Array.from({ length: size }, () => random.normal() / Math.sqrt(size));
    const better = (raw[0] as number) + (raw[1] as number) > 0 ? 1 : -1;
    const sign = random.uniform() < wrong ? -better : better;
    return { promptId: `p${index}`, difference: raw.map((value) => value * sign) };
  });
}

test('a head learns the direction of preferences', () => {
  const [training, fresh] = [planted(400, 0.1), planted(400, 0, 2)].map((pairs) =>
    pairs.map(({ difference }) => difference),
  ) as [Float64Array[], Float64Array[]];
  expect(headAccuracy(fitHead(training, 12), fresh)).toBeGreaterThan(0.9);
  expect(headAccuracy(new Float64Array(12), fresh)).toBe(0.5);
});

test('more labels are worth more where there are few, and nothing where they are noise', () => {
  const options = { splits: 6, heldOutShare: 0.2, onSplit: () => {} };
  const worth = (prompts: number, wrong: number) =>
    worthOfLabels(planted(prompts, wrong), { ...options, random: createRandom(3) });
  const [few, many, noise] = [worth(40, 0.1), worth(1500, 0.1), worth(600, 0.5)];
  expect(few.gain.value).toBeGreaterThan(many.gain.value);
  expect(many.accuracy.value).toBeGreaterThan(0.83);
  expect(many.gain.value).toBeLessThan(0.02);
  expect(noise.accuracy.low).toBeLessThan(0.5);
  expect(noise.accuracy.high).toBeGreaterThan(0.5);
});

test('the ceiling is what one labeler of equal noise reaches', () => {
  const task = (n: number) => ({
    ...{ taskId: `t${n}`, promptId: `p${n}`, prompt: 'q', language: 'en' },
    candidates: ['a', 'b'].map((id) => ({ id: `${n}${id}`, text: id, model: null })),
  });
  const say = (n: number, labeler: string, side: 'a' | 'b') =>
    personJudgement(task(n), labeler, { outcome: 'answered', value: { chosen: `${n}${side}` } });
  const rows = Array.from({ length: 100 }, (_, n) => [
    say(n, 'ann', 'a'),
    say(n, 'bo', n < 82 ? 'a' : 'b'),
  ]).flat();
  // p = 0.82 = 0.9² + 0.1²
  expect(ceilingOf(rows)?.value).toBeCloseTo(0.9, 9);
  expect(ceilingOf(rows.filter(({ labeler }) => labeler === 'ann'))).toBeUndefined();
});

const tiny = await tinyPipeline();
afterAll(() => tiny[Symbol.asyncDispose]());

test('says in one sentence what as many labels again are worth', async () => {
  await using trial = await testContext(spec, {
    config: { splits: 3 },
    inputs: { model: tiny.model, preferences: tiny.preferences },
  });
  const { results, outputs } = await runNode(spec, run, trial);
  expect(results).toMatchObject({ prompts: 64 });
  expect(results.accuracy).toBeGreaterThan(0.9);
  expect(results.gain).toBeLessThan(0.05);
  const report = reportSchema.parse(
    JSON.parse(await readFile(join(outputs.report?.directory ?? '', REPORT_FILE), 'utf8')),
  );
  expect(report.title.en).toMatch(/^Another 51 labeled prompts/);
  expect(report.blocks.map(({ type }) => type)).toEqual(['figures', 'scatter']);
});

test('with too few prompts it says so', async () => {
  await using trial = await testContext(spec);
  const few = await tableArtifact(
    join(trial.folder, 'few'),
    'preferences',
    preferenceRow,
    tinyPreferences.slice(0, 5),
  );
  trial.context.inputs = { model: [tiny.model], preferences: [few] };
  await expect(runNode(spec, run, trial)).rejects.toThrow('needs decided preferences on at least 20 prompts');
});
