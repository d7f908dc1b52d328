import { join } from 'node:path';
import { Model, readSafetensors, Trainer } from '@heed/engine';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { float32 } from '../../packages/engine/session/feed.ts';
import { policyInputs, policyLoss, valueInputs, valueLoss } from '../../packages/nodes/ppo/losses.ts';
import { responseFeeds } from '../../packages/nodes/shared/responses.ts';
import { readValues, relativeDifference } from './compare.ts';
import { describeReference, runScript } from './python.ts';

const list = z.array(z.number());
const results = z.object({
  scalars: z.record(z.string(), z.number()),
  gradients: z.record(z.string(), list),
});
const ppoValues = z.object({
  options: z.object({
    clipRange: z.number(),
    entropyCoefficient: z.number(),
    temperature: z.number(),
    valueClipRange: z.number(),
    valueCoefficient: z.number(),
  }),
  batch: z.array(z.object({ prompt: list, completion: list })),
  inputs: z.object({ oldLogProbs: list, advantages: list, oldValues: list, returns: list }),
  policy: results,
  value: results,
});

/** The gradient itself stays in the first moment: one step at rate 0, unclipped, leaves (1 − β₁)·gradient there. */
const OPTIMIZER = { beta1: 0.5, clipNorm: Number.POSITIVE_INFINITY };

describeReference(
  'PPO: the clipped losses of a policy and a value model',
  (folder) => runScript('gpt2.py', join(folder, 'gpt2')),
  (folder) => {
    const read = () => readValues(join(folder(), 'gpt2/ppo.json'), ppoValues);
    const modelWith = async (head: 'language-model' | 'score') => {
      const { config } = await readValues(
        join(folder(), 'gpt2/values.json'),
        z.object({ config: z.unknown() }),
      );
      const { tensors } = await readSafetensors(join(folder(), 'gpt2/weights.safetensors'));
      return Model.fromTensors(config, tensors, { head, seed: 0 });
    };

    test('policy loss, entropy, clip fraction, KL and gradients', async () => {
      const { options, batch, inputs, policy } = await read();
      await using trainer = await Trainer.create({
        model: await modelWith('language-model'),
        inputs: policyInputs,
        loss: (graph, tensors) => policyLoss(graph, tensors, options),
        optimizer: OPTIMIZER,
      });
      const oldLogProbs = float32(inputs.oldLogProbs);
      const advantages = float32(inputs.advantages);
      const feeds = { ...responseFeeds(batch), oldLogProbs, advantages };
      compare(await trainer.step(feeds, { learningRate: 0 }), trainer, policy);
    });

    test('value loss, clip fraction and gradients', async () => {
      const { options, batch, inputs, value } = await read();
      await using trainer = await Trainer.create({
        model: await modelWith('score'),
        inputs: valueInputs,
        loss: (graph, tensors) => valueLoss(graph, tensors, options),
        optimizer: OPTIMIZER,
      });
      const { targets: _, ...layout } = responseFeeds(batch);
      const feeds = {
        ...layout,
        oldValues: float32(inputs.oldValues),
        returns: float32(inputs.returns),
      };
      compare(await trainer.step(feeds, { learningRate: 0 }), trainer, value);
    });
  },
);

type AnyTrainer = Pick<Trainer, 'model' | 'exportState'>;

function compare(
  scalars: Record<string, number>,
  trainer: AnyTrainer,
  expected: z.infer<typeof results>,
): void {
  for (const [name, value] of Object.entries(expected.scalars)) {
    expect(Math.abs((scalars[name] as number) - value), name).toBeLessThan(
      1e-5 * Math.max(1, Math.abs(value)),
    );
  }
  const { firstMoment } = trainer.exportState();
  for (const [name, gradient] of Object.entries(expected.gradients)) {
    const { offset, length } = trainer.model.parameters.layout.get(name) as {
      offset: number;
      length: number;
    };
    const actual = firstMoment
      .subarray(offset, offset + length)
      .map((moment) => moment / (1 - OPTIMIZER.beta1));
    expect(relativeDifference(actual, gradient), name).toBeLessThan(1e-4);
  }
}
