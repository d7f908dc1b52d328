import { join } from 'node:path';
import {
  type Adapter,
  createLowRankAdapter,
  createTopBlocksAdapter,
  type Head,
  hasAdapter,
  loadAdapter,
  type Model,
  mergeAdapter,
  saveAdapter,
  saveModel,
  stackAdapters,
  type Tokenizer,
} from '@heed/engine';
import { type InputArtifact, type NodeContext, NodeError, type OutputFolder, text } from '@heed/schema';
import { describeModel } from './model-output.ts';
import type { TuningConfig } from './tuning-fields.ts';

/**
 * The folder in a model's folder that holds its LoRA adapter. It has a folder of its own, since `transformers` would read
 * the model's folder as an adapter if an adapter_config.json lay in it.
 */
export const ADAPTER_FOLDER = 'adapter';

/** A model and, unless all of its weights are trained in place, what is trained on top of it. */
export interface Tuned {
  model: Model;
  adapter?: Adapter;
}

/** What the form asks to train of a model. With an adapter the model itself stays as it is. */
export function tunedModel(
  model: Model,
  context: Pick<NodeContext<TuningConfig>, 'config' | 'nodeId' | 'seed'>,
  head: Head = model.head,
): Tuned {
  const { config, nodeId, seed } = context;
  if (config.tune === 'all') return { model: head === model.head ? model : model.withHead(head, seed) };
  const { layers } = model.dimensions;
  if (config.tune === 'lora') {
    const { loraRank: rank, loraAlpha: alpha, loraTargets: targets } = config;
    return { model, adapter: createLowRankAdapter(model, { rank, alpha, targets, head, seed }) };
  }
  if (config.topLayers > layers)
    throw new NodeError(
      text(
        `Node "${nodeId}" is to train the upper ${config.topLayers} layers of a model that has ${layers}; lower "topLayers" or train all weights.`,
        `节点“${nodeId}”要训练上面 ${config.topLayers} 层，但模型只有 ${layers} 层；请减小“topLayers”或训练全部权重。`,
      ),
    );
  return { model, adapter: createTopBlocksAdapter(model, { blocks: config.topLayers, head, seed }) };
}

/**
 * Writes the tuned model as a folder that everything downstream reads like any other, the adapter merged into it. A
 * LoRA adapter is kept beside it in PEFT's format, in the folder `adapter/`. Where the model that came in was tuned by
 * LoRA too, both are joined, so that the adapter always belongs to the model from before the first LoRA.
 */
export async function saveTuned(
  output: OutputFolder,
  { model, adapter }: Tuned,
  { tokenizer, source }: { tokenizer: Tokenizer; source: InputArtifact },
): Promise<void> {
  const merged = adapter ? mergeAdapter(model, adapter) : model;
  await saveModel(output.directory, { model: merged, tokenizer });
  if (adapter?.lowRank) {
    const earlier = join(source.directory, ADAPTER_FOLDER);
    const joined = (await hasAdapter(earlier))
      ? stackAdapters(await loadAdapter(earlier, model), adapter)
      : adapter;
    await saveAdapter(join(output.directory, ADAPTER_FOLDER), { model, adapter: joined });
  }
  const { facts, summary } = describeModel(merged, tokenizer);
  const trained = { title: text('trained parameters', '训练参数量'), value: adapter?.parameterCount ?? 0 };
  output.describe({ facts, summary: adapter ? [...summary, trained] : summary });
}
