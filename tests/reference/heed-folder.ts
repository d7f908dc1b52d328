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

/** Writes a tiny model folder. All weights are random, biases and norms too, so that each has its effect. */
export async function writeHeedFolder(folder: string, head: Head): Promise<void> {
  const tokenizer = Tokenizer.fromFiles(trainReferenceTokenizer());
  const config = {
    model_type: 'gpt2',
    vocab_size: tokenizer.vocabularySize,
    n_positions: 48,
    n_embd: 8,
    n_layer: 2,
    n_head: 2,
  };
  const model = Model.initialize(config, { head, seed: 0 });
  const random = createRandom('reference folder');
  for (const { data } of model.tensors().values())
    for (const place of data.keys()) data[place] = 0.3 * random.normal();
  await saveModel(folder, { model, tokenizer });
}

const [target, head] = process.argv.slice(2);
if (import.meta.main && target !== undefined) await writeHeedFolder(target, head as Head);
