import { z } from 'zod';
import { familyOf } from './family.ts';

/** A checked Hugging Face `config.json`; keys that the engine does not read are kept as they were. */
export interface ModelConfig {
  model_type: string;
  [key: string]: unknown;
}

const anyConfig = z.looseObject({ model_type: z.string() });

/** Checks a `config.json` and fills in the defaults of its family. Throws one sentence that says what is wrong. */
export function parseModelConfig(json: unknown): ModelConfig {
  const parsed = anyConfig.safeParse(json);
  if (!parsed.success)
    throw new Error('The model configuration has no "model_type"; a config.json must name one.');
  return familyOf(parsed.data.model_type).parse(parsed.data);
}
