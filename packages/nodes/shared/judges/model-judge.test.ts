import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadModel, Model, saveModel } from '@heed/engine';
import { type LabelingTask, text } from '@heed/schema';
import { afterAll, expect, test } from 'vitest';
import { tinyPipeline } from '../../testing/tiny-pipeline.ts';
import { openJudge } from './open-judge.ts';

const tiny = await tinyPipeline();
const folder = await mkdtemp(join(tmpdir(), 'heed-judge-'));
afterAll(async () => {
  await tiny[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** A model with room for a question: it has learned nothing, but says something else of every text. */
const { model, tokenizer } = await loadModel(tiny.model.directory);
const config = { ...model.config, n_positions: 512, initializer_range: 0.3 };
const larger = Model.initialize(config, { head: 'language-model', seed: 1 });
await saveModel(folder, { model: larger, tokenizer });
const artifact = { ...tiny.model, directory: folder };

const task = (texts: string[]): LabelingTask => ({
  ...{ taskId: 't', promptId: 'p', prompt: 'How is it?', language: 'en' },
  candidates: texts.map((one, place) => ({ id: `c${place}`, text: one, model: null })),
});
const asked = (form: string, settings = {}) => ({
  ...{ form, title: text('Critique', '评语'), settings, guidelines: 'Be kind.' },
  question: text('Which is better?', '哪个更好？'),
});
const options = { signal: new AbortController().signal, minimumMargin: 0, log: () => {} };

async function judged(form: string, texts: string[], changes = {}, settings = {}) {
  await using judge = await openJudge(artifact, { endpoint: () => undefined, inputs: {} });
  const answers = await judge.answer(asked(form, settings), [task(texts)], { ...options, ...changes });
  return answers[0] as { outcome: string; value: { chosen: string; groups: string[][]; rating: number } };
}

test('a pair is judged the same whichever answer stands first, and little difference is a tie', async () => {
  const one = await judged('pairwise', ['lovely day', 'no']);
  const other = await judged('pairwise', ['no', 'lovely day']);
  expect(one.outcome).toBe('answered');
  const chosen = (found: typeof one, texts: string[]) => texts[Number(found.value.chosen.slice(1))];
  expect(chosen(one, ['lovely day', 'no'])).toBe(chosen(other, ['no', 'lovely day']));
  expect(await judged('pairwise', ['lovely day', 'no'], { minimumMargin: 1 })).toEqual({
    outcome: 'tie',
    value: {},
  });
});

test('a ranking holds every answer once; a rating lies on the scale', async () => {
  const ranking = await judged('ranking', ['lovely', 'no', 'well']);
  expect(ranking.value.groups.flat().sort()).toEqual(['c0', 'c1', 'c2']);
  const rating = await judged('rating', ['lovely'], {}, { ratingScale: '1-7' });
  const { rating: number } = rating.value;
  expect(Number.isInteger(number) && number >= 1 && number <= 7).toBe(true);
});

test('of the replies to a dialogue one is chosen, or none', async () => {
  const found = await judged('dialogue', ['lovely', 'no', 'well']);
  expect(['c0', 'c1', 'c2']).toContain(found.value.chosen);
  expect((await judged('dialogue', ['lovely', 'no'], { minimumMargin: 1 })).outcome).toBe('tie');
});

test('texts beyond the context lose their beginning', async () => {
  const long = 'so lovely '.repeat(512);
  expect(await judged('pairwise', [long, 'no'])).toHaveProperty('outcome');
});

test('other forms are for people', async () => {
  await expect(judged('edit', ['a'])).rejects.toThrow(
    'A language model as a judge cannot fill in the form "Critique"',
  );
});
