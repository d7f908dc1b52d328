import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TokenizerFiles } from '../tokenizer/tokenizer-files.ts';
import { type FolderConfig, hasScoreHead, parseFolderConfig } from './folder-config.ts';
import { readJsonObject } from './read-json.ts';
import { type TensorData, writeSafetensors } from './safetensors.ts';
import { readTokenizerFiles, writeTokenizerFiles } from './tokenizer-folder.ts';
import { readWeights } from './weights.ts';
import { writeJson } from './write-durably.ts';

/** A Hugging Face model folder in memory. */
export interface ModelFolder {
  config: FolderConfig;
  /** By the names that `transformers` gives them. */
  tensors: Map<string, TensorData>;
  tokenizer: TokenizerFiles;
}

/** Reads a model folder. Throws one sentence naming the file for anything missing, damaged or refused. */
export async function readModelFolder(folder: string): Promise<ModelFolder> {
  const configFile = join(folder, 'config.json');
  const config = parseFolderConfig(configFile, await readJsonObject(configFile));
  const tokenizer = await readTokenizerFiles(folder);
  return { config, tensors: await readWeights(folder), tokenizer };
}

/**
 * Writes a model folder that `transformers` loads: config.json, model.safetensors, the tokenizer's files and, for a
 * language model, generation_config.json. Every file is on the disk when it returns.
 */
export async function writeModelFolder(
  folder: string,
  { config, tensors, tokenizer }: ModelFolder,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeSafetensors(join(folder, 'model.safetensors'), tensors);
  await writeTokenizerFiles(folder, tokenizer);
  if (!hasScoreHead(config))
    await writeJson(join(folder, 'generation_config.json'), generationConfig(config));
  await writeJson(join(folder, 'config.json'), config);
}

function generationConfig(config: FolderConfig) {
  const ids = ['bos_token_id', 'eos_token_id', 'pad_token_id'] as const;
  return {
    _from_model_config: true,
    ...Object.fromEntries(ids.filter((id) => config[id] != null).map((id) => [id, config[id]])),
  };
}
