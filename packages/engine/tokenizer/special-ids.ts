import { BYTE_CHARACTERS, BYTES_OUTSIDE_UTF8 } from './byte-alphabet.ts';
import { namedTokens, specialToken } from './tokenizer-files.ts';

/** Ids that config.json names; they stand in where tokenizer_config.json is silent. */
export interface IdHints {
  bosId?: number;
  eosId?: number;
  padId?: number;
}

export interface SpecialIds {
  bosId: number | undefined;
  eosId: number;
  padId: number;
}

type IdOf = (token: string) => number | undefined;

/** Names under which model folders keep a padding token that their configuration does not mention. */
const USUAL_PAD_TOKENS = ['<|pad|>', '<pad>', '[PAD]', '<|padding|>', '<|finetune_right_pad_id|>', '<unk>'];

/**
 * Finds BOS, EOS and PAD. Where PAD is missing or equal to EOS another token takes its place: a usual padding token of
 * the vocabulary, the last of the `special` tokens that has no other use, or else the token of a byte that no UTF-8
 * text contains. Throws when there is no EOS or no such token.
 */
export function findSpecialIds(
  config: Record<string, unknown>,
  idOf: IdOf,
  special: readonly string[],
  hints: IdHints,
): SpecialIds {
  const named = (name: string) => {
    const token = specialToken(config, name);
    return token === undefined ? undefined : idOf(token);
  };
  const bosId = named('bos_token') ?? hints.bosId;
  const eosId = named('eos_token') ?? hints.eosId ?? idOf('<|endoftext|>');
  if (eosId === undefined) {
    throw new Error(
      'The tokenizer has no end-of-text token: name one that its vocabulary holds as "eos_token" in tokenizer_config.json.',
    );
  }
  const taken = new Set([eosId, bosId]);
  const unused = BYTES_OUTSIDE_UTF8.map((byte) => BYTE_CHARACTERS[byte] as string);
  const names = [...USUAL_PAD_TOKENS, ...spareTokens(config, special), ...unused];
  const candidates = [named('pad_token'), hints.padId, ...names.map(idOf)];
  const padId = candidates.find((id) => id !== undefined && !taken.has(id));
  if (padId === undefined) {
    throw new Error(
      'The tokenizer has no padding token besides its end-of-text token: add one to tokenizer.json and name it as "pad_token" in tokenizer_config.json.',
    );
  }
  return { bosId, eosId, padId };
}

/** Special tokens that neither have a name nor stand in a chat template, the last first: often reserved ones. */
function spareTokens(config: Record<string, unknown>, special: readonly string[]): string[] {
  const used = JSON.stringify([Object.values(namedTokens(config)), config.chat_template ?? null]);
  return special.filter((token) => !used.includes(JSON.stringify(token).slice(1, -1))).reverse();
}
