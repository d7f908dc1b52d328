import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Adapter,
  Forward,
  gatherPositions,
  int64,
  loadAdapter,
  Model,
  type ModelGraph,
  mean,
  mergeAdapter,
  neg,
  padBatch,
  readSafetensors,
  saveAdapter,
  square,
  sub,
  type Tensor,
  Trainer,
  tokenLogProbs,
} from '@heed/engine';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { largestDifference, readValues, recordedOptimizer } from './compare.ts';
import { describeLive, describeReference, RECORDED, runScript, temporaryFolder } from './python.ts';

const list = z.array(z.number());
const outputs = z.union([list, z.array(list)]).transform((rows) => rows.flat());
const valuesSchema = z.object({
  task: z.enum(['CAUSAL_LM', 'SEQ_CLS']),
  config: z.looseObject({ pad_token_id: z.number() }),
  optimizer: recordedOptimizer,
  learningRate: z.number(),
  batches: z.array(z.array(list)),
  outputs,
  plain: outputs,
  steps: z.array(z.object({ loss: z.number(), gradientNorm: z.number() })),
});
type Values = z.infer<typeof valuesSchema>;
type Case = { folder: string; values: Values; model: Model };

const cases = ['gpt2', 'gpt2-score', 'llama'];

async function readCase(folder: string): Promise<Case> {
  const values = await readValues(join(folder, 'values.json'), valuesSchema);
  const { tensors } = await readSafetensors(join(folder, 'weights.safetensors'));
  const head = values.task === 'SEQ_CLS' ? 'score' : 'language-model';
  return { folder, values, model: Model.fromTensors(values.config, tensors, { head, seed: 0 }) };
}

const types = {
  tokens: { shape: ['B', 'T'], dtype: 'int64' },
  positions: { shape: ['N'], dtype: 'int64' },
} as const;

/** Logits [N,V] or scores [N] at flat positions. */
function outputsAt(
  graph: ModelGraph,
  task: Values['task'],
  { tokens, positions }: Record<keyof typeof types, Tensor>,
) {
  const hidden = gatherPositions(graph.hidden(tokens), positions);
  return task === 'SEQ_CLS' ? graph.scores(hidden) : graph.logits(hidden);
}

/** A batch with the positions of every real token that `keep` takes, or of the last of each row for a score. */
function feedsOf(
  { task, config }: Values,
  batch: number[][],
  keep: (place: number, row: number[]) => boolean,
) {
  const { tokens } = padBatch(batch, config.pad_token_id);
  const width = tokens.shape[1] as number;
  const places = batch.flatMap((row, n) =>
    row.flatMap((_, place) =>
      (task === 'SEQ_CLS' ? place === row.length - 1 : keep(place, row)) ? [n * width + place] : [],
    ),
  );
  return { tokens, positions: int64(places) };
}

async function outputsOf({ values, model }: Case, adapter?: Adapter): Promise<Float32Array> {
  await using forward = await Forward.create({
    model,
    adapter,
    inputs: types,
    outputs: (graph, inputs) => ({ result: outputsAt(graph, values.task, inputs) }),
  });
  return (await forward.run(feedsOf(values, values.batches[0] as number[][], () => true))).result.data;
}

/** Five steps on the adapter; loss and gradient norm of each. */
async function train({ values, model }: Case, adapter: Adapter): Promise<Values['steps']> {
  await using trainer = await Trainer.create({
    model,
    adapter,
    inputs: { ...types, targets: { shape: ['N'], dtype: 'int64' } },
    loss: (graph, { targets, ...inputs }) => {
      const outputs = outputsAt(graph, values.task, inputs);
      const isScore = values.task === 'SEQ_CLS';
      return { loss: isScore ? mean(square(sub(outputs, 1))) : neg(mean(tokenLogProbs(outputs, targets))) };
    },
    optimizer: values.optimizer,
  });
  const steps: Values['steps'] = [];
  for (const batch of values.batches) {
    // a score is compared with 1, whatever the targets say
    const targets = int64(batch.flatMap((row) => (values.task === 'SEQ_CLS' ? [0] : row.slice(1))));
    const feeds = feedsOf(values, batch, (place, row) => place < row.length - 1);
    steps.push(await trainer.step({ ...feeds, targets }, { learningRate: values.learningRate }));
  }
  return steps;
}

describeReference(
  'LoRA by PEFT',
  (folder) => runScript('lora.py', 'write', join(folder, 'lora')),
  (folder) => {
    describe.each(cases)('%s', (name) => {
      let one: Case;
      beforeAll(async () => {
        one = await readCase(join(folder(), 'lora', name));
      });

      test('without the adapter, with it and with it merged, outputs agree to 1e-4', async () => {
        const adapter = await loadAdapter(join(one.folder, 'initial'), one.model);
        const merged = mergeAdapter(one.model, adapter);
        expect(largestDifference(await outputsOf(one), one.values.plain)).toBeLessThan(1e-4);
        expect(largestDifference(await outputsOf(one, adapter), one.values.outputs)).toBeLessThan(1e-4);
        expect(
          largestDifference(await outputsOf({ ...one, model: merged }), one.values.outputs),
        ).toBeLessThan(1e-4);
      });

      test('five steps: losses agree to 1e-5 of their size, the adapter to 1e-4', async () => {
        const adapter = await loadAdapter(join(one.folder, 'initial'), one.model);
        for (const [n, { loss, gradientNorm }] of (await train(one, adapter)).entries()) {
          const expected = one.values.steps[n] as { loss: number; gradientNorm: number };
          expect(Math.abs(loss / expected.loss - 1), `loss of step ${n}`).toBeLessThan(1e-5);
          expect(Math.abs(gradientNorm / expected.gradientNorm - 1), `norm of step ${n}`).toBeLessThan(1e-4);
        }
        const trained = await loadAdapter(join(one.folder, 'trained'), one.model);
        expect([...trained.parameters.layout]).toEqual([...adapter.parameters.layout]);
        expect(largestDifference(adapter.parameters.data, trained.parameters.data)).toBeLessThan(1e-4);
      });

      const copy = temporaryFolder();
      test('saved again by Heed, it has the same tensors and, where PEFT reads them, the same settings', async () => {
        const adapter = await loadAdapter(join(one.folder, 'initial'), one.model);
        await saveAdapter(copy(), { model: one.model, adapter });
        const [written, original] = await Promise.all(
          [copy(), join(one.folder, 'initial')].map(async (place) => ({
            tensors: (await readSafetensors(join(place, 'adapter_model.safetensors'))).tensors,
            config: JSON.parse(await readFile(join(place, 'adapter_config.json'), 'utf8')) as Record<
              string,
              unknown
            >,
          })),
        );
        expect(new Map([...(written?.tensors ?? [])].sort())).toEqual(
          new Map([...(original?.tensors ?? [])].sort()),
        );
        for (const key of [
          'peft_type',
          'task_type',
          'r',
          'bias',
          'fan_in_fan_out',
          'rank_pattern',
          'use_dora',
        ])
          expect(written?.config[key], key).toEqual(original?.config[key]);
      });
    });
  },
  ['peft'],
);

describeLive('Adapters that Heed wrote, as PEFT reads them', () => {
  const folder = temporaryFolder();
  test.each(cases)('%s: outputs agree to 1e-4, merged by PEFT too', async (name) => {
    const one = await readCase(join(RECORDED, 'lora', name));
    const adapter = await loadAdapter(join(one.folder, 'trained'), one.model);
    const [written, file] = [join(folder(), name), join(folder(), `${name}.json`)];
    await saveAdapter(written, { model: one.model, adapter });
    await runScript('lora.py', 'read', one.folder, written, file);
    const values = await readValues(file, z.object({ outputs, merged: outputs }));
    const actual = await outputsOf(one, adapter);
    expect(largestDifference(actual, values.outputs)).toBeLessThan(1e-4);
    expect(largestDifference(actual, values.merged)).toBeLessThan(1e-4);
  });
}, ['peft']);
