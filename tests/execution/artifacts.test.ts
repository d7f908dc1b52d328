import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graph } from './graphs.ts';
import { type RunRecord, TestRunner } from './harness.ts';
import { person } from './labelers.ts';

/** From conversations to a tuned model that people's and rules' judgements shaped, as small as it can be. */
const pipeline = graph(
  {
    data: { kind: 'data-source', file: 'conversations.jsonl', limit: 60 },
    base: { kind: 'base-model', layers: 1, width: 16, heads: 2, contextLength: 96, vocabularySize: 300 },
    sft: { kind: 'sft', epochs: 1, batchSize: 8 },
    people: { kind: 'human-labeling', pairsPerPrompt: 1 },
    reward: { kind: 'reward-model', epochs: 1, batchSize: 4 },
    ship: { kind: 'export', onnx: false },
    answers: { kind: 'generate', promptLimit: 6, samplesPerPrompt: 2, maxNewTokens: 8 },
  },
  ...['data.demonstrations > base.demonstrations', 'data.demonstrations > sft.demonstrations'],
  ...['base.model > sft.model', 'sft.model > answers.model', 'data.prompts > answers.prompts'],
  ...['answers.completions > people.completions', 'people.preferences > reward.preferences'],
  ...['sft.model > reward.model', 'reward.model > ship.model'],
);

let heed: TestRunner;
let run: RunRecord;
beforeAll(async () => {
  heed = await TestRunner.open({ kindsFolder: undefined });
  const source = join(import.meta.dirname, '../../templates/weather/conversations.jsonl');
  copyFileSync(source, join(heed.folder, 'conversations.jsonl'));
  const waiting = await heed.run(pipeline);
  expect(waiting.state, waiting.view.error?.en).toBe('waiting_human');
  const { labeling } = heed.runner.services;
  const people = ['Ada', 'Bo'].map((name) => person(labeling, waiting.id, name));
  for (let turn = 0; labeling.batches().length > 0; turn++) people[turn % 3 === 0 ? 0 : 1]?.judge();
  run = await heed.rest(waiting.id, waiting.events.at(-1)?.seq);
  expect(run.state, run.view.error?.en).toBe('succeeded');
});
afterAll(() => heed[Symbol.asyncDispose]());

const output = (node: string, port: string) => run.node(node).outputs[port] ?? '';

describe('artifacts of a pipeline', () => {
  it('tell what a model is, who made it, and everything that it came from', async () => {
    const { artifacts } = heed.runner.services;
    const model = output('sft', 'model');

    const card = await artifacts.modelCard(model);
    expect(card).toMatchObject({
      ...{
        folder: '',
        head: 'language-model',
        layers: 1,
        width: 16,
        heads: 2,
        context: 96,
        adapter: undefined,
      },
      tokenizer: { type: 'BPE', vocabulary: 300, chatTemplate: true },
      madeBy: { run: run.id, node: 'sft', kind: 'sft', attempt: 1, graph: { name: 'test' } },
    });
    expect(card.dtypes).toEqual({ F32: card.parameters });
    expect(card.weightBytes).toBeGreaterThan(4 * card.parameters);
    expect(card.bytes).toBeGreaterThan(card.weightBytes);
    const loss = card.madeBy?.figures.find(({ name }) => /loss/i.test(name));
    expect(loss?.value).toBe(run.node('sft').results[loss?.name ?? '']);
    expect(loss?.title.zh).toMatch(/损失/);

    const completions = output('answers', 'completions');
    const back = await artifacts.lineage({ id: completions });
    expect(back.steps.map(({ node }) => node).sort()).toEqual(['answers', 'base', 'data', 'sft']);
    expect(back.artifacts[0]).toMatchObject({ id: completions, type: 'completions', depth: 0 });
    expect(back.artifacts.find(({ id }) => id === model)?.depth).toBe(1);
    expect(back.open).toEqual([]);
    const [file] = back.steps.find(({ node }) => node === 'data')?.files ?? [];
    expect(file).toMatchObject({ field: 'file', path: 'conversations.jsonl' });

    const near = await artifacts.lineage({ id: completions, depth: 1 });
    expect(near.steps.map(({ node }) => node)).toEqual(['answers']);
    expect(near.open).toContain(model);

    const forward = await artifacts.lineage({
      id: output('base', 'model'),
      direction: 'forward',
    });
    expect(forward.steps.map(({ node }) => node).sort()).toEqual([
      'answers',
      'people',
      'reward',
      'sft',
      'ship',
    ]);
    expect(forward.artifacts.map(({ id }) => id)).toContain(completions);
    await expect(artifacts.modelCard(completions)).rejects.toThrow(/holds no model/);
  });

  it('lead from a reward model back to the judgements that shaped it', async () => {
    const { artifacts } = heed.runner.services;
    const card = await artifacts.modelCard(output('reward', 'model'));
    expect(card).toMatchObject({ head: 'score', outputs: 1, madeBy: { node: 'reward' } });
    const { total } = await artifacts.rows({ id: output('people', 'judgements'), offset: 0, limit: 1 });
    const back = await artifacts.lineage({ id: output('reward', 'model') });
    expect(back.judgements).toEqual({ total, people: total, judges: 0 });
    const table = back.artifacts.find(({ judgements }) => judgements);
    expect(table).toMatchObject({ id: output('people', 'judgements'), type: 'judgements', depth: 1 });
    expect(table?.judgements).toEqual({ total, people: total, judges: 0, labelers: 2 });

    const shipped = output('ship', 'report');
    expect(await artifacts.modelCard(shipped)).toMatchObject({
      folder: 'model/',
      madeBy: { kind: 'export' },
    });
    const far = await artifacts.lineage({ id: shipped });
    expect(far.judgements).toEqual(back.judgements);
    expect(far.artifacts.find(({ judgements }) => judgements)?.depth).toBe(2);

    const again = await heed.run(pipeline);
    expect(again.wasCached('reward')).toBe(true);
    expect(await artifacts.lineage({ id: output('reward', 'model') })).toEqual(back);
  });

  it('tell what was learned from the labels, once for the same model, and that nothing was where nobody asked', async () => {
    const { quality } = heed.runner.services;
    const { heldOutAccuracy } = run.node('reward').results;
    const learned = { node: 'reward', value: heldOutAccuracy, artifact: output('reward', 'report') };
    const { runs } = await quality.worth({ run: run.id, node: 'people' });
    expect(runs).toMatchObject([{ round: 1, answers: 6, models: [learned], gains: [] }]);
    await heed.run(pipeline);
    expect((await quality.worth({ run: run.id, node: 'people' })).runs).toHaveLength(1);
    await expect(quality.worth({ run: run.id, node: 'sft' })).rejects.toThrow('has no labeling batch');
  });

  it('show tables with texts first and ids last, titled in both languages', async () => {
    const { artifacts } = heed.runner.services;
    const id = output('answers', 'completions');
    const { columns, total } = await artifacts.rows({ id, offset: 0, limit: 1 });
    expect(total).toBe(12);
    expect(columns.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      ...['prompt: text', 'completion: text', 'logProb: number', 'tokens: number', 'finished: flag'],
      ...['language: category', 'promptId: id', 'completionId: id'],
    ]);
    expect(columns[1]?.title).toEqual({ en: 'Answer', zh: '回答' });
    const conditions = [{ column: 'tokens', test: 'at-least' as const, value: 1 }];
    const values = await artifacts.values({ id, column: 'finished', filters: { match: 'all', conditions } });
    expect(values.values.reduce((sum, { count }) => sum + count, 0)).toBe(12);
    const spread = await artifacts.histogram({ id, column: 'logProb', bins: 4 });
    expect(spread.counts.reduce((sum, count) => sum + count, 0)).toBe(12);
    const refused = artifacts.histogram({ id, column: 'prompt' });
    await expect(refused).rejects.toMatchObject({
      localized: { en: /a histogram needs numbers/, zh: /直方图需要数字/ },
    });
  });
});
