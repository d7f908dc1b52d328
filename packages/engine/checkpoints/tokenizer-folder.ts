import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { namedTokens, type TokenizerFiles } from '../tokenizer/tokenizer-files.ts';
import { readJsonObject, readText } from './read-json.ts';
import { writeJson } from './write-durably.ts';

/**
 * Reads tokenizer.json and tokenizer_config.json of a model folder. Special tokens that are only in
 * special_tokens_map.json and a chat template in chat_template.jinja are taken into the configuration.
 */
export async function readTokenizerFiles(folder: string): Promise<TokenizerFiles> {
  const names = await readdir(folder);
  if (!names.includes('tokenizer.json')) {
    throw new Error(
      `${folder} holds no tokenizer.json: load its tokenizer in transformers and save it with save_pretrained.`,
    );
  }
  const read = (name: string) => (names.includes(name) ? readJsonObject(join(folder, name)) : {});
  const tokenizer = await readJsonObject(join(folder, 'tokenizer.json'));
  const config: Record<string, unknown> = { ...(await read('special_tokens_map.json')) };
  for (const [key, value] of Object.entries(await read('tokenizer_config.json'))) {
    if (value !== null || !(key in config)) config[key] = value;
  }
  if (names.includes('chat_template.jinja')) {
    config.chat_template = await readText(join(folder, 'chat_template.jinja'));
  }
  return { tokenizer, config };
}

/** Writes the three files of a tokenizer as `transformers` reads them. */
export async function writeTokenizerFiles(
  folder: string,
  { tokenizer, config }: TokenizerFiles,
): Promise<void> {
  const additional = config.additional_special_tokens;
  await writeJson(join(folder, 'tokenizer.json'), tokenizer);
  await writeJson(join(folder, 'tokenizer_config.json'), config);
  await writeJson(join(folder, 'special_tokens_map.json'), {
    ...namedTokens(config),
    ...(Array.isArray(additional) && { additional_special_tokens: additional }),
  });
}
