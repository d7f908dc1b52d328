import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonObject } from './read-json.ts';
import { readSafetensors, type TensorData } from './safetensors.ts';

const INDEX = 'model.safetensors.index.json';
const SINGLE = 'model.safetensors';

/** Files that Python would load by running code in them. */
const PICKLE = /\.(bin|pt|pth|ckpt|pkl|pickle)(\.index\.json)?$/;

/** A shard lies beside its index: a name with a folder in it could point anywhere on the disk. */
const shardIndex = z.object({ weight_map: z.record(z.string(), z.string().regex(/^[^/\\]+\.safetensors$/)) });

/**
 * Reads the weights of a Hugging Face folder: model.safetensors, or the shards named by model.safetensors.index.json.
 * Throws when there are none, or only pickles.
 */
export async function readWeights(
  folder: string,
  wanted?: (name: string) => boolean,
): Promise<Map<string, TensorData>> {
  const files = await readdir(folder);
  if (files.includes(SINGLE)) return (await readSafetensors(join(folder, SINGLE), wanted)).tensors;
  if (files.includes(INDEX)) return readShards(folder, wanted);
  const pickle = files.find((file) => PICKLE.test(file));
  if (pickle !== undefined) {
    throw new Error(
      `${join(folder, pickle)} is a pickle, which can run any code when it is opened: save the model as safetensors instead.`,
    );
  }
  throw new Error(`${folder} holds no weights: ${SINGLE} or ${INDEX} is missing.`);
}

async function readShards(folder: string, wanted: (name: string) => boolean = () => true) {
  const file = join(folder, INDEX);
  const fileOf = await readIndex(file);
  const tensors = new Map<string, TensorData>();
  for (const shard of new Set(fileOf.values())) {
    const mine = (name: string) => fileOf.get(name) === shard && wanted(name);
    const read = await readSafetensors(join(folder, shard), mine);
    for (const [name, tensor] of read.tensors) tensors.set(name, tensor);
  }
  for (const [name, shard] of fileOf) {
    if (wanted(name) && !tensors.has(name)) {
      throw new Error(`${file} says that tensor "${name}" is in ${shard}, but it is not.`);
    }
  }
  return tensors;
}

async function readIndex(file: string): Promise<Map<string, string>> {
  const index = shardIndex.safeParse(await readJsonObject(file));
  if (!index.success) {
    throw new Error(`${file} must map each tensor to a .safetensors file beside it in "weight_map".`);
  }
  return new Map(Object.entries(index.data.weight_map));
}
