export { Adapter, type LowRank } from './adapters/adapter.ts';
export {
  type AdapterOptions,
  createLowRankAdapter,
  createTopBlocksAdapter,
  type LowRankTargets,
} from './adapters/create-adapter.ts';
export { mergeAdapter } from './adapters/merge-adapter.ts';
export { hasAdapter, loadAdapter, saveAdapter } from './adapters/peft-folder.ts';
export { stackAdapters } from './adapters/stack-adapters.ts';
export { gradients } from './autodiff/gradients.ts';
export {
  type Branched,
  type BranchedRows,
  type BranchedTensors,
  branchedInputs,
  packBranched,
} from './batches/branched.ts';
export { type PackedTensors, packedInputs, packSequences } from './batches/packed.ts';
export * from './checkpoints/index.ts';
export { crossEntropy, tokenLogProbs } from './functions/language.ts';
export { maskedMean, maskedSum } from './functions/masked.ts';
export { atPlace, gatherPositions } from './functions/rows.ts';
export { logSigmoid, logSumExp } from './functions/stable.ts';
export type { Prediction } from './functions/vocabulary.ts';
export { type Completion, Generator, type GeneratorOptions } from './generation/generator.ts';
export { MemoryError, machineMemory, requireMemory } from './memory/machine.ts';
export { type ModelConfig, parseModelConfig } from './models/config.ts';
export { exportOnnx } from './models/export-onnx.ts';
export { type Dimensions, families, familyOf, type Head } from './models/family.ts';
export type { ModelGraph, RowBatch } from './models/graph.ts';
export { Model, type Tensors } from './models/model.ts';
export type { ParameterVector } from './models/parameters.ts';
export { abs } from './operators/abs.ts';
export { add } from './operators/add.ts';
export { cast } from './operators/cast.ts';
export { clip } from './operators/clip.ts';
export { equal, greater, less, lessOrEqual } from './operators/compare.ts';
export { concat } from './operators/concat.ts';
export { constant } from './operators/constant.ts';
export { cumulativeSum } from './operators/cumulativeSum.ts';
export { div } from './operators/div.ts';
export { exp } from './operators/exp.ts';
export { expand } from './operators/expand.ts';
export { gather } from './operators/gather.ts';
export { gatherLast } from './operators/gatherLast.ts';
export { log } from './operators/log.ts';
export { logSoftmax } from './operators/logSoftmax.ts';
export { matmul } from './operators/matmul.ts';
export { maximum } from './operators/maximum.ts';
export { maxReduce } from './operators/maxReduce.ts';
export { mean } from './operators/mean.ts';
export { minimum } from './operators/minimum.ts';
export { mul } from './operators/mul.ts';
export { neg } from './operators/neg.ts';
export { pow } from './operators/pow.ts';
export { range } from './operators/range.ts';
export { reshape } from './operators/reshape.ts';
export { sigmoid } from './operators/sigmoid.ts';
export { slice } from './operators/slice.ts';
export { softmax } from './operators/softmax.ts';
export { softplus } from './operators/softplus.ts';
export { split } from './operators/split.ts';
export { sqrt } from './operators/sqrt.ts';
export { square } from './operators/square.ts';
export { stopGradient } from './operators/stopGradient.ts';
export { sub } from './operators/sub.ts';
export { sum } from './operators/sum.ts';
export { tanh } from './operators/tanh.ts';
export { transpose } from './operators/transpose.ts';
export { where } from './operators/where.ts';
export { type AdamWOptions, adamWDefaults } from './optimizers/adamw.ts';
export { learningRateAt, type Schedule } from './optimizers/schedules.ts';
export * from './random/index.ts';
export {
  type ChosenDevice,
  chooseDevice,
  DeviceError,
  type RejectedDevice,
  whyNot,
} from './session/choose-device.ts';
export { type Bilingual, candidates, type Device, type DeviceName, deviceNames } from './session/device.ts';
export { type Feed, feed, float32, int64, padBatch } from './session/feed.ts';
export { defaultThreads, type SessionOptions } from './session/session.ts';
export type { Dim } from './tensor/dimension.ts';
export type { DType, Tensor, TensorType } from './tensor/tensor.ts';
export * from './tokenizer/index.ts';
export { Forward, type ForwardOptions, type ForwardResult } from './training/forward.ts';
export { NonFiniteError } from './training/non-finite-error.ts';
export { Trainer, type TrainerOptions, type TrainerState } from './training/trainer.ts';
export type { LossFunction } from './training/training-graph.ts';
