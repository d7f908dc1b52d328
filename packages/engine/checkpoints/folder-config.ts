import { z } from 'zod';

const tokenId = z.number().int().nonnegative();

/** What Heed itself reads from a config.json; everything else in it is kept as it is. */
const schema = z.looseObject({
  model_type: z.string(),
  architectures: z.array(z.string()).nullish(),
  bos_token_id: tokenId.nullish(),
  eos_token_id: z.union([tokenId, z.array(tokenId)]).nullish(),
  pad_token_id: tokenId.nullish(),
  tie_word_embeddings: z.boolean().nullish(),
});

/** The content of a config.json. */
export type FolderConfig = z.infer<typeof schema>;

/**
 * Checks the content of a config.json. Refuses models that bring code of their own (`auto_map`) or whose numbers are
 * quantized, for their weights alone do not say what they compute.
 */
export function parseFolderConfig(file: string, content: unknown): FolderConfig {
  const parsed = schema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${file}: "${issue?.path.join('.') || 'config'}" is wrong: ${issue?.message}.`);
  }
  const { auto_map, quantization_config } = parsed.data;
  if (auto_map !== undefined && auto_map !== null) {
    throw new Error(`${file} has "auto_map": the model runs Python code of its own, which Heed does not.`);
  }
  if (quantization_config !== undefined && quantization_config !== null) {
    throw new Error(
      `${file} has "quantization_config": save the model with F32, F16 or BF16 weights instead.`,
    );
  }
  return parsed.data;
}

/** True for a classifier, whose head gives one score for a text, and false for a language model. */
export function hasScoreHead(config: FolderConfig): boolean {
  return config.architectures?.some((name) => name.endsWith('ForSequenceClassification')) ?? false;
}

/** The first end-of-text id where config.json lists several. */
export function eosIdOf({ eos_token_id: id }: FolderConfig): number | undefined {
  return (Array.isArray(id) ? id[0] : id) ?? undefined;
}
