import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Tokenizer, trainTokenizer } from '../tokenizer/index.ts';
import {
  type ModelFolder,
  readModelFolder,
  type TensorData,
  writeModelFolder,
  writeSafetensors,
} from './index.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-model-'));
});
afterEach(() => rm(folder, { recursive: true }));

function tensor(...numbers: number[]): TensorData {
  return { shape: [numbers.length], data: Float32Array.from(numbers) };
}

function sample(): ModelFolder {
  return {
    config: {
      model_type: 'gpt2',
      architectures: ['GPT2LMHeadModel'],
      bos_token_id: 0,
      eos_token_id: 0,
      pad_token_id: 1,
      n_embd: 2,
    },
    tensors: new Map([
      ['a', tensor(1, 2)],
      ['b', tensor(3)],
    ]),
    tokenizer: trainTokenizer(['今天天气'], { vocabularySize: 300 }),
  };
}

async function json(name: string) {
  return JSON.parse(await readFile(join(folder, name), 'utf8'));
}

async function rewrite(name: string, change: (value: Record<string, unknown>) => void) {
  const value = await json(name);
  change(value);
  await writeFile(join(folder, name), JSON.stringify(value));
}

describe('model folders', () => {
  test('a folder is read as it was written', async () => {
    const model = sample();
    await writeModelFolder(folder, model);
    expect(await readModelFolder(folder)).toMatchObject(model);
    expect((await readdir(folder)).sort()).toEqual([
      'config.json',
      'generation_config.json',
      'model.safetensors',
      'special_tokens_map.json',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
    expect(await json('generation_config.json')).toMatchObject({ eos_token_id: 0, pad_token_id: 1 });
    expect(await json('special_tokens_map.json')).toMatchObject({
      eos_token: '<|endoftext|>',
      pad_token: '<|pad|>',
    });
  });

  test('shards are put together; a tensor that its shard lacks is named', async () => {
    await writeModelFolder(folder, sample());
    await rm(join(folder, 'model.safetensors'));
    await writeSafetensors(join(folder, 'one.safetensors'), new Map([['a', tensor(1, 2)]]));
    await writeSafetensors(join(folder, 'two.safetensors'), new Map([['b', tensor(3)]]));
    const index = join(folder, 'model.safetensors.index.json');
    await writeFile(index, JSON.stringify({ weight_map: { a: 'one.safetensors', b: 'two.safetensors' } }));
    expect((await readModelFolder(folder)).tensors).toEqual(sample().tensors);
    await writeFile(index, JSON.stringify({ weight_map: { c: 'two.safetensors' } }));
    await expect(readModelFolder(folder)).rejects.toThrow(
      /says that tensor "c" is in two\.safetensors, but it is not/,
    );
    await writeFile(index, JSON.stringify({ weight_map: { a: '../../secret.safetensors' } }));
    await expect(readModelFolder(folder)).rejects.toThrow(
      /must map each tensor to a \.safetensors file beside it/,
    );
  });

  test('pickles, code and quantized weights are refused by name', async () => {
    await writeModelFolder(folder, sample());
    await rm(join(folder, 'model.safetensors'));
    await expect(readModelFolder(folder)).rejects.toThrow(/holds no weights: model\.safetensors or/);
    await writeFile(join(folder, 'pytorch_model.bin'), '');
    await expect(readModelFolder(folder)).rejects.toThrow(
      /pytorch_model\.bin is a pickle, which can run any code/,
    );
    await rewrite('config.json', (config) => Object.assign(config, { quantization_config: { bits: 4 } }));
    await expect(readModelFolder(folder)).rejects.toThrow(/config\.json has "quantization_config"/);
    await rewrite('config.json', (config) => Object.assign(config, { auto_map: { AutoModel: 'm.M' } }));
    await expect(readModelFolder(folder)).rejects.toThrow(/config\.json has "auto_map"/);
  });

  test('missing and damaged JSON files are named', async () => {
    await expect(readModelFolder(folder)).rejects.toThrow(/config\.json is missing/);
    await writeModelFolder(folder, sample());
    await writeFile(join(folder, 'tokenizer.json'), '{"model":');
    await expect(readModelFolder(folder)).rejects.toThrow(/tokenizer\.json is not JSON/);
    await rm(join(folder, 'tokenizer.json'));
    await expect(readModelFolder(folder)).rejects.toThrow(
      /holds no tokenizer\.json: load its tokenizer in transformers/,
    );
    await writeFile(join(folder, 'config.json'), '{"model_type": 3}');
    await expect(readModelFolder(folder)).rejects.toThrow(/config\.json: "model_type" is wrong/);
    await writeFile(join(folder, 'config.json'), '[]');
    await expect(readModelFolder(folder)).rejects.toThrow(/config\.json must hold a JSON object/);
    await mkdir(join(folder, 'empty'));
    await expect(readModelFolder(join(folder, 'missing'))).rejects.toThrow(/missing.config\.json is missing/);
  });

  test('special tokens and a chat template in files of their own are found', async () => {
    const model = sample();
    await writeModelFolder(folder, model);
    const template = model.tokenizer.config.chat_template as string;
    await writeFile(join(folder, 'chat_template.jinja'), template);
    await rewrite('tokenizer_config.json', (config) => {
      for (const name of ['chat_template', 'eos_token', 'bos_token', 'pad_token']) delete config[name];
    });
    const tokenizer = Tokenizer.fromFiles((await readModelFolder(folder)).tokenizer);
    expect(tokenizer).toMatchObject({ eosId: 0, padId: 1, bosId: 0 });
    expect(tokenizer.decode(tokenizer.promptTokens('天'))).toBe('<|user|>天<|assistant|>');
  });
});
