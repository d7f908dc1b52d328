import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createLowRankAdapter,
  createTopBlocksAdapter,
  hasAdapter,
  loadAdapter,
  Model,
  readSafetensors,
  saveAdapter,
  type TensorData,
  writeSafetensors,
} from '../index.ts';

const config = { model_type: 'gpt2', vocab_size: 13, n_positions: 16, n_embd: 8, n_layer: 2, n_head: 2 };
const model = Model.initialize(config, { head: 'language-model', seed: 1 });
const LORA = { rank: 2, alpha: 6, targets: 'all-linear', seed: 1 } as const;

const folder = await mkdtemp(join(tmpdir(), 'heed-adapter-'));
afterAll(() => rm(folder, { recursive: true }));
const weightsFile = join(folder, 'adapter_model.safetensors');
const configFile = join(folder, 'adapter_config.json');
const first = 'base_model.model.transformer.h.0.attn.c_attn';

beforeEach(() => saveAdapter(folder, { model, adapter: createLowRankAdapter(model, LORA) }));

async function changeConfig(changes: Record<string, unknown>): Promise<void> {
  const content = JSON.parse(await readFile(configFile, 'utf8'));
  await writeFile(configFile, JSON.stringify({ ...content, ...changes }));
}

async function changeTensors(change: (tensors: Map<string, TensorData>) => void): Promise<void> {
  const { tensors } = await readSafetensors(weightsFile);
  change(tensors);
  await writeSafetensors(weightsFile, tensors);
}

const tensor = (...shape: number[]): TensorData => ({
  shape,
  data: new Float32Array(shape.reduce((all, one) => all * one, 1)),
});

describe('an adapter folder', () => {
  test.each(['language-model', 'score'] as const)('gives back the adapter of a %s', async (head) => {
    const adapter = createLowRankAdapter(model, { ...LORA, head });
    await saveAdapter(folder, { model, adapter });
    const read = await loadAdapter(folder, model);
    expect(read.head).toBe(head);
    expect(read.lowRank).toEqual(adapter.lowRank);
    expect([...read.parameters.layout]).toEqual([...adapter.parameters.layout]);
    expect(read.parameters.data).toEqual(adapter.parameters.data);
    expect(await hasAdapter(folder)).toBe(true);
    expect(await hasAdapter(join(folder, 'nowhere'))).toBe(false);
  });

  test('speaks to PEFT: names, layout, targets that tell the two c_proj of GPT-2 apart', async () => {
    const attention = createLowRankAdapter(model, { ...LORA, targets: 'attention', head: 'score' });
    await saveAdapter(folder, { model, adapter: attention });
    expect(JSON.parse(await readFile(configFile, 'utf8'))).toMatchObject({
      peft_type: 'LORA',
      task_type: 'SEQ_CLS',
      r: 2,
      lora_alpha: 6,
      fan_in_fan_out: true,
      target_modules: ['attn.c_attn', 'attn.c_proj'],
      modules_to_save: ['score'],
      base_model_name_or_path: null,
    });
    const { tensors } = await readSafetensors(weightsFile);
    expect(tensors.get(`${first}.lora_A.weight`)?.shape).toEqual([2, 8]);
    expect(tensors.get(`${first}.lora_B.weight`)?.shape).toEqual([24, 2]);
    expect(tensors.get('base_model.model.score.weight')?.shape).toEqual([1, 8]);
  });

  test('of rsLoRA keeps its scale, alpha / √r', async () => {
    await changeConfig({ use_rslora: true });
    expect((await loadAdapter(folder, model)).scale).toBeCloseTo(6 / Math.sqrt(2), 12);
  });

  test.each([
    [{ peft_type: 'IA3' }, /peft_type = "IA3"/],
    [{ use_dora: true }, /use_dora = true, which Heed does not support/],
    [{ rank_pattern: { c_attn: 4 } }, /rank_pattern = \{"c_attn":4\}/],
    [{ bias: 'all' }, /bias = "all"/],
    [{ init_lora_weights: 'pissa' }, /init_lora_weights = "pissa"/],
    [{ task_type: 'SEQ_2_SEQ_LM' }, /task_type = "SEQ_2_SEQ_LM"/],
    [{ r: 0 }, /has r = 0/],
    [{ some_future_idea: { on: true } }, /some_future_idea/],
    [{ task_type: 'SEQ_CLS' }, /"score.weight" is missing/],
  ])('with %j is refused by name', async (changes, message) => {
    await changeConfig(changes);
    await expect(loadAdapter(folder, model)).rejects.toThrow(message);
  });

  test.each([
    [
      'a missing B',
      (all: Map<string, TensorData>) => all.delete(`${first}.lora_B.weight`),
      /h.0.attn.c_attn.lora_B.weight" is missing/,
    ],
    [
      'another rank',
      (all: Map<string, TensorData>) => all.set(`${first}.lora_A.weight`, tensor(3, 8)),
      /lora_A.weight" is \[3,8\] instead of \[2,8\]/,
    ],
    [
      'another block',
      (all: Map<string, TensorData>) => all.set(`${first.replace('h.0', 'h.9')}.lora_A.weight`, tensor(2, 8)),
      /h.9.attn.c_attn.lora_A.weight" updates a layer/,
    ],
    [
      'an embedding',
      (all: Map<string, TensorData>) =>
        all.set('base_model.model.transformer.wte.lora_embedding_A', tensor(2, 8)),
      /no weight "transformer.wte.lora_embedding_A"/,
    ],
    [
      'a foreign name',
      (all: Map<string, TensorData>) => all.set('encoder.weight', tensor(1)),
      /by the name of "encoder.weight"/,
    ],
    ['nothing', (all: Map<string, TensorData>) => all.clear(), /holds no low-rank updates/],
  ])('with %s is refused by name', async (_, change, message) => {
    await changeTensors(change);
    await expect(loadAdapter(folder, model)).rejects.toThrow(message);
  });

  test('with a pickle instead of safetensors is refused', async () => {
    await rm(weightsFile);
    await expect(loadAdapter(folder, model)).rejects.toThrow(/adapter_model.safetensors is missing/);
    await writeFile(join(folder, 'adapter_model.bin'), '');
    await expect(loadAdapter(folder, model)).rejects.toThrow(/adapter_model.bin is a pickle/);
  });

  test('cannot hold upper blocks, which PEFT has no form for', async () => {
    const adapter = createTopBlocksAdapter(model, { blocks: 1, seed: 1 });
    await expect(saveAdapter(folder, { model, adapter })).rejects.toThrow(/save the merged model instead/);
  });
});
