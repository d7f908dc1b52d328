import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, type Head, Model, saveModel, Tokenizer, trainTokenizer } from '@heed/engine';

/** Texts that Heed and Python both train on, encode and format as chats. */
export const SENTENCES: {
  training: string[];
  encoding: string[];
  chats: { role: 'user' | 'assistant'; content: string }[][];
} = JSON.parse(readFileSync(join(import.meta.dirname, 'sentences.json'), 'utf8'));

/** The tokenizer of the folders; Python's trainer has no equal limit on the length of tokens, so none is set. */
export function trainReferenceTokenizer() {
  return trainTokenizer(SENTENCES.training, { vocabularySize: 340, longestToken: Number.POSITIVE_INFINITY });
}

const llama = {
  hidden_size: 8,
  intermediate_size: 12,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  head_dim: 6,
  max_position_embeddings: 48,
};
const llama3 = { type: 'llama3', factor: 4, low_freq_factor: 1, high_freq_factor: 4 };

/** What `writeHeedFolder` can write. Rotary positions are spelled as up to transformers 4 and as from 5 on. */
export const HEED_MODELS = {
  gpt2: { n_positions: 48, n_embd: 8, n_layer: 2, n_head: 2 },
  llama: { ...llama, attention_bias: true, mlp_bias: true, rope_theta: 500, rope_scaling: llama3 },
  mistral: { ...llama, head_dim: null, num_key_value_heads: 1, sliding_window: null },
  qwen2: { ...llama, head_dim: null, tie_word_embeddings: true, rope_theta: 1e6 },
  qwen3: { ...llama, rope_parameters: { rope_type: 'linear', factor: 2, rope_theta: 1000 } },
};

/** Writes a tiny model folder. All weights are random, biases and norms too, so that each has its effect. */
export async function writeHeedFolder(
  folder: string,
  head: Head,
  modelType: keyof typeof HEED_MODELS = 'gpt2',
): Promise<void> {
  const tokenizer = Tokenizer.fromFiles(trainReferenceTokenizer());
  const sizes = { model_type: modelType, vocab_size: tokenizer.vocabularySize };
  const model = Model.initialize({ ...sizes, ...HEED_MODELS[modelType] }, { head, seed: 0 });
  const random = createRandom('reference folder');
  for (const { data } of model.tensors().values())
    for (const place of data.keys()) data[place] = 0.3 * random.normal();
  await saveModel(folder, { model, tokenizer });
}

const [target, head] = process.argv.slice(2);
if (import.meta.main && target !== undefined) await writeHeedFolder(target, head as Head);
