import { Model } from '@heed/engine';

/**
 * The value model: the reward model's weights with its head divided by the reward scale, so that values start
 * in the unit of the scaled rewards; or the policy's body with a fresh head where the reward is a function.
 */
export function createValueModel(
  rewardModel: Model | undefined,
  policy: Model,
  rewardScale: number,
  seed: number,
): Model {
  if (!rewardModel) return policy.withHead('score', seed);
  const tensors = new Map(rewardModel.tensors());
  const head = tensors.get('score.weight');
  if (head) tensors.set('score.weight', { ...head, data: head.data.map((weight) => weight / rewardScale) });
  return Model.fromTensors(rewardModel.config, tensors, { head: 'score', seed });
}
