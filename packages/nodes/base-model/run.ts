import {
  loadAdapter,
  loadModel,
  Model,
  mergeAdapter,
  requireMemory,
  saveModel,
  Tokenizer,
  type Tokenizer as TokenizerType,
  trainTokenizer,
} from '@heed/engine';
import { modelBytes } from '@heed/engine/memory';
import { type DemonstrationRow, demonstrationRow, NodeError, type NodeRun, text } from '@heed/schema';
import type { z } from 'zod';
import { mean } from '../shared/batching.ts';
import { inputRows } from '../shared/inputs.ts';
import { describeModel } from '../shared/model-output.ts';
import { promptTexts } from '../shared/prompt-tokens.ts';
import { encodeResponse, responseLength } from '../shared/responses.ts';
import { scratchSize } from './size.ts';
import type spec from './spec.ts';

type Config = z.infer<typeof spec.config>;

/** A new GPT-2-style model with a tokenizer of its own, or one from a Hugging Face folder. */
export const run: NodeRun<Config> = async (context) => {
  const { config } = context;
  const rows = context.inputs.demonstrations
    ? await inputRows(context, 'demonstrations', demonstrationRow)
    : [];
  context.progress(
    0,
    config.source === 'scratch'
      ? text('training the tokenizer', '训练分词器')
      : text('reading the folder', '读取文件夹'),
  );
  const { model, tokenizer } =
    config.source === 'scratch'
      ? createModel(config, rows, context.nodeId, context.seed)
      : await readModel(config, context.nodeId, context.resolveFile);
  const output = context.output('model');
  await saveModel(output.directory, { model, tokenizer });
  output.describe(describeModel(model, tokenizer));
  return {
    parameters: model.parameterCount,
    vocabularySize: tokenizer.vocabularySize,
    ...(rows.length > 0 && { tokensPerText: tokensPerText(tokenizer, rows) }),
  };
};

function createModel(config: Config, rows: DemonstrationRow[], nodeId: string, seed: number) {
  if (rows.length === 0) {
    throw new NodeError(
      text(
        `Node "${nodeId}" makes a new model and needs texts for its tokenizer; wire demonstrations to it.`,
        `节点“${nodeId}”要从零创建模型，需要文本来训练分词器；请接入示范数据。`,
      ),
    );
  }
  if (config.width % config.heads !== 0) {
    throw new NodeError(
      text(
        `Node "${nodeId}": width ${config.width} is not a multiple of ${config.heads} heads; change one of them.`,
        `节点“${nodeId}”：宽度 ${config.width} 不是头数 ${config.heads} 的倍数；请调整其中之一。`,
      ),
    );
  }
  const texts = rows.flatMap((row) => [...promptTexts(row.prompt), row.completion]);
  requireRoom(config, nodeId);
  const tokenizer = Tokenizer.fromFiles(trainTokenizer(texts, { vocabularySize: config.vocabularySize }));
  const model = Model.initialize(
    {
      model_type: 'gpt2',
      vocab_size: tokenizer.vocabularySize,
      n_positions: config.contextLength,
      n_embd: config.width,
      n_layer: config.layers,
      n_head: config.heads,
      bos_token_id: tokenizer.bosId ?? tokenizer.eosId,
      eos_token_id: tokenizer.eosId,
      pad_token_id: tokenizer.padId,
    },
    { head: 'language-model', seed },
  );
  return { model, tokenizer };
}

/** The weights stand in memory, and once more while they are written. */
function requireRoom(config: Config, nodeId: string): void {
  const size = scratchSize(config);
  requireMemory(2 * modelBytes(size), {
    what: {
      en: `Node "${nodeId}": a model of ${size.parameters} weights`,
      zh: `节点“${nodeId}”：含 ${size.parameters} 个权重的模型`,
    },
    advice: {
      en: 'lower its "width", "layers" or "vocabularySize"',
      zh: '请减小“width”、“layers”或“vocabularySize”',
    },
  });
}

async function readModel(config: Config, nodeId: string, resolveFile: (path: string) => string) {
  if (config.folder === '') {
    throw new NodeError(
      text(
        `Node "${nodeId}" reads a folder, but its parameter "folder" is empty; enter the path of a Hugging Face folder.`,
        `节点“${nodeId}”要读取文件夹，但参数“folder”为空；请填写 Hugging Face 文件夹的路径。`,
      ),
    );
  }
  const { model, tokenizer } = await loadModel(resolveFile(config.folder), { head: 'language-model' });
  if (config.adapter === '') return { model, tokenizer };
  const adapter = await loadAdapter(resolveFile(config.adapter), model);
  if (adapter.head === model.head) return { model: mergeAdapter(model, adapter), tokenizer };
  throw new NodeError(
    text(
      `Node "${nodeId}" makes a language model, but the adapter in ${config.adapter} is for a classifier; choose the adapter of a language model.`,
      `节点“${nodeId}”输出语言模型，但 ${config.adapter} 中的适配器属于分类模型；请选择语言模型的适配器。`,
    ),
  );
}

function tokensPerText(tokenizer: TokenizerType, rows: DemonstrationRow[]): number {
  return mean(rows.map((row) => responseLength(encodeResponse(tokenizer, row.prompt, row.completion))));
}
