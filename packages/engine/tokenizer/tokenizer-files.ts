/** The content of the two files that make a tokenizer in a Hugging Face folder. */
export interface TokenizerFiles {
  /** tokenizer.json: vocabulary, merges, how text is cut. */
  tokenizer: Record<string, unknown>;
  /** tokenizer_config.json: names of the special tokens and the chat template. */
  config: Record<string, unknown>;
}

/** The text of a special token in tokenizer_config.json, where it is a string or an object with `content`. */
export function specialToken(config: Record<string, unknown>, name: string): string | undefined {
  const value = config[name];
  if (typeof value === 'string') return value;
  const content = (value as { content?: unknown } | null | undefined)?.content;
  return typeof content === 'string' ? content : undefined;
}

/** The special tokens that have a name in tokenizer_config.json, and chat templates know by it. */
const TOKEN_NAMES = [
  'bos_token',
  'eos_token',
  'unk_token',
  'sep_token',
  'pad_token',
  'cls_token',
  'mask_token',
] as const;

/** The texts of the special tokens that are named. */
export function namedTokens(config: Record<string, unknown>): Record<string, string> {
  const named = TOKEN_NAMES.map((name) => [name, specialToken(config, name)] as const);
  return Object.fromEntries(
    named.filter((entry): entry is [(typeof TOKEN_NAMES)[number], string] => entry[1] !== undefined),
  );
}
