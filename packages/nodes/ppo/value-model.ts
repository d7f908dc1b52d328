import { Model } from '@heed/engine';
import type { NodeContext } from '@heed/schema';
import { type Tuned, tunedModel } from '../shared/tuning.ts';
import type { TuningConfig } from '../shared/tuning-fields.ts';

/**
 * The value model: the reward model's weights with its head divided by the reward scale, so that values start
 * in the unit of the scaled rewards; or the initial policy's body with a fresh head where the reward is a function.
 * It is trained as the policy is: whole, or by an adapter over the very weights that score or that the policy has.
 */
export function createValueModel(
  rewardModel: Model | undefined,
  policy: Model,
  rewardScale: number,
  context: Pick<NodeContext<TuningConfig>, 'config' | 'nodeId' | 'seed'>,
): Tuned {
  if (!rewardModel) return tunedModel(policy, context, 'score');
  const topLayers = Math.min(context.config.topLayers, rewardModel.dimensions.layers);
  const value = tunedModel(rewardModel, { ...context, config: { ...context.config, topLayers } });
  if (value.adapter) {
    const head = value.adapter.parameters.view('score.weight');
    head.set(head.map((weight) => weight / rewardScale));
    return value;
  }
  const tensors = new Map(rewardModel.tensors());
  const head = tensors.get('score.weight');
  if (head) tensors.set('score.weight', { ...head, data: head.data.map((weight) => weight / rewardScale) });
  return { model: Model.fromTensors(rewardModel.config, tensors, { head: 'score', seed: context.seed }) };
}
