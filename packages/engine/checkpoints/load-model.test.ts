import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Model } from '../models/model.ts';
import { Tokenizer, trainTokenizer } from '../tokenizer/index.ts';
import { loadModel, readModelFolder, saveModel, writeModelFolder } from './index.ts';

const tokenizer = Tokenizer.fromFiles(trainTokenizer(['天气 weather'], { vocabularySize: 260 }));
const config = { model_type: 'gpt2', vocab_size: 264, n_positions: 16, n_embd: 4, n_layer: 1, n_head: 1 };

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-load-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function rewriteConfig(changes: Record<string, unknown>) {
  const file = join(folder, 'config.json');
  const content = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...content, ...changes }));
}

test('a language model comes back with the same weights and token ids', async () => {
  const model = Model.initialize(config, { head: 'language-model', seed: 1 });
  await saveModel(folder, { model, tokenizer });
  const loaded = await loadModel(folder);
  expect(loaded.model.head).toBe('language-model');
  expect(loaded.model.tensors()).toEqual(model.tensors());
  expect(loaded.tokenizer.digest).toBe(tokenizer.digest);
  const { config: written, tokenizer: files } = await readModelFolder(folder);
  expect(written).toMatchObject({ architectures: ['GPT2LMHeadModel'], eos_token_id: 0, pad_token_id: 1 });
  expect(files.config.model_max_length).toBe(16);
});

test('a reward model keeps its head; as a language model the head is left out of the folder again', async () => {
  const model = Model.initialize(config, { head: 'score', seed: 1 });
  await saveModel(folder, { model, tokenizer });
  const { config: written } = await readModelFolder(folder);
  expect(written).toMatchObject({ architectures: ['GPT2ForSequenceClassification'], num_labels: 1 });
  const loaded = await loadModel(folder);
  expect(loaded.model.head).toBe('score');
  expect(loaded.model.tensors()).toEqual(model.tensors());

  await saveModel(folder, await loadModel(folder, { head: 'language-model' }));
  const again = await readModelFolder(folder);
  expect(again.config.architectures).toEqual(['GPT2LMHeadModel']);
  expect(again.config).not.toHaveProperty('id2label');
  expect(again.tensors.has('score.weight')).toBe(false);
});

test('a new score head is drawn from the seed', async () => {
  await saveModel(folder, {
    model: Model.initialize(config, { head: 'language-model', seed: 1 }),
    tokenizer,
  });
  const head = async (seed: number) => {
    const { model } = await loadModel(folder, { head: 'score', seed });
    return [...(model.tensors().get('score.weight')?.data ?? [])];
  };
  expect(await head(1)).toEqual(await head(1));
  expect(await head(1)).not.toEqual(await head(2));
});

test('the first of several end tokens counts where the tokenizer names none', async () => {
  await saveModel(folder, {
    model: Model.initialize(config, { head: 'language-model', seed: 1 }),
    tokenizer,
  });
  const files = await readModelFolder(folder);
  const { eos_token, bos_token, ...silent } = files.tokenizer.config;
  await writeModelFolder(folder, { ...files, tokenizer: { ...files.tokenizer, config: silent } });
  await rm(join(folder, 'special_tokens_map.json'));
  await rewriteConfig({ eos_token_id: [2, 0] });
  const loaded = await loadModel(folder);
  expect(loaded.tokenizer.eosId).toBe(2);
  expect(loaded.model.config.eos_token_id).toBe(2);
});

test('weights, configuration and tokenizer that do not fit together are refused by folder', async () => {
  await saveModel(folder, {
    model: Model.initialize(config, { head: 'language-model', seed: 1 }),
    tokenizer,
  });
  await rewriteConfig({ n_positions: 8 });
  await expect(loadModel(folder)).rejects.toThrow(
    `The model in ${folder} cannot be loaded. The weights do not fit the configuration: transformer.wpe.weight is [16,4] instead of [8,4].`,
  );
  await rewriteConfig({ model_type: 'bert' });
  await expect(loadModel(folder)).rejects.toThrow(/The model type "bert" is not supported/);
  const small = Model.initialize({ ...config, vocab_size: 259 }, { head: 'language-model', seed: 1 });
  await saveModel(folder, { model: small, tokenizer });
  await expect(loadModel(folder)).rejects.toThrow(
    /tokenizer has 260 tokens, but the model has embeddings for only 259/,
  );
});
