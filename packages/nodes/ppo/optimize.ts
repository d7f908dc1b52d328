import { float32, type Trainer } from '@heed/engine';
import { responseFeeds } from '../shared/responses.ts';
import { type Trunk, wholeModel } from '../shared/trunk/trunk.ts';
import type { ValuedRollout } from './advantages.ts';
import type { PolicyInput, PolicyMetric, ValueInput, ValueMetric } from './losses.ts';

interface StepOptions {
  policyTrainer: Trainer<PolicyInput, PolicyMetric>;
  valueTrainer: Trainer<ValueInput, ValueMetric>;
  /** What keeps the lower states of the batch for each of them; by default nothing does. */
  policyTrunk?: Trunk;
  valueTrunk?: Trunk;
  learningRate: number;
}

type StepMetrics = Record<PolicyMetric | ValueMetric | 'gradientNorm' | 'valueGradientNorm', number>;

/** One clipped step on policy and value model. */
export async function optimizeBatch(
  batch: readonly ValuedRollout[],
  {
    policyTrainer,
    valueTrainer,
    policyTrunk = wholeModel,
    valueTrunk = wholeModel,
    learningRate,
  }: StepOptions,
): Promise<StepMetrics> {
  const { targets, ...inputs } = responseFeeds(batch);
  const flat = (pick: (rollout: ValuedRollout) => number[]) => float32(batch.flatMap(pick));
  const advantages = { oldLogProbs: flat((one) => one.logProbs), advantages: flat((one) => one.advantages) };
  const returns = { oldValues: flat((one) => one.values), returns: flat((one) => one.returns) };
  // no weight is trained by both, so their steps can run side by side
  const [policy, value] = await Promise.all([
    policyTrainer.step(policyTrunk.feeds(batch, { ...inputs, targets, ...advantages }), { learningRate }),
    valueTrainer.step(valueTrunk.feeds(batch, { ...inputs, ...returns }), { learningRate }),
  ]);
  const { loss: _policyTotal, gradientNorm, ...policyMetrics } = policy;
  const { loss: _valueTotal, gradientNorm: valueGradientNorm, ...valueMetrics } = value;
  return { ...policyMetrics, ...valueMetrics, gradientNorm, valueGradientNorm };
}
