import { BYTE_CHARACTERS } from './byte-alphabet.ts';
import { heedChatTemplate } from './heed-chat-template.ts';
import { learnMerges, type Merge, type Word } from './learn-merges.ts';
import { countPreTokens, PRE_TOKEN_PATTERN } from './pre-tokens.ts';
import type { TokenizerFiles } from './tokenizer-files.ts';

/** The special tokens of a vocabulary; each has an id of its own, so padding is never mistaken for an end. */
export interface SpecialTokens {
  /** Ends an answer; also stands before a text that has no prompt, as in GPT-2. */
  eos: string;
  pad: string;
  user: string;
  assistant: string;
}

const DEFAULT_SPECIAL_TOKENS: SpecialTokens = {
  eos: '<|endoftext|>',
  pad: '<|pad|>',
  user: '<|user|>',
  assistant: '<|assistant|>',
};

export interface TokenizerOptions {
  /** Tokens in all, with the special ones and the 256 bytes. Fewer come out when the texts hold too few repeated pairs. */
  vocabularySize: number;
  /** Texts of the special tokens that differ from `DEFAULT_SPECIAL_TOKENS`. */
  specialTokens?: Partial<SpecialTokens>;
  /** Pairs seen less often are not merged [2]. */
  minimumCount?: number;
  /** The longest token in bytes [16]: five Chinese characters or a long English word, not whole sentences. */
  longestToken?: number;
}

/**
 * Trains a byte-level BPE tokenizer. The same texts give the same files: among pairs seen equally often the smaller ids
 * are merged first. Ids: special tokens, then the 256 bytes in the order of their characters, then merges.
 */
export function trainTokenizer(texts: Iterable<string>, options: TokenizerOptions): TokenizerFiles {
  const { vocabularySize, minimumCount = 2, longestToken = 16 } = options;
  const special = { ...DEFAULT_SPECIAL_TOKENS, ...options.specialTokens };
  const base = [...distinctTokens(special), ...[...BYTE_CHARACTERS].sort()];
  if (!Number.isInteger(vocabularySize) || vocabularySize < base.length) {
    throw new Error(
      `A tokenizer needs a vocabulary of at least ${base.length} tokens (${base.length - 256} special tokens and 256 bytes), not ${vocabularySize}.`,
    );
  }
  const words = toWords(countPreTokens(texts), base);
  const merges = learnMerges(words, {
    merges: vocabularySize - base.length,
    minimumCount,
    longestToken,
    firstId: base.length,
  });
  return tokenizerFiles(base, merges, special);
}

function distinctTokens(special: SpecialTokens): string[] {
  const tokens = [special.eos, special.pad, special.user, special.assistant];
  const repeated = tokens.find((token, index) => token === '' || tokens.indexOf(token) !== index);
  if (repeated !== undefined) {
    throw new Error(
      `The special tokens must be four different texts, but "${repeated}" is empty or used twice.`,
    );
  }
  return tokens;
}

function toWords(counts: Map<string, number>, base: string[]): Word[] {
  const idOf = new Map(base.map((token, id) => [token, id]));
  const idOfByte = BYTE_CHARACTERS.map((character) => idOf.get(character) as number);
  return [...counts].map(([preToken, count]) => ({
    ids: Array.from(Buffer.from(preToken, 'utf8'), (byte) => idOfByte[byte] as number),
    count,
  }));
}

function tokenizerFiles(base: string[], merges: Merge[], special: SpecialTokens): TokenizerFiles {
  const tokens = [...base];
  for (const [left, right] of merges) tokens.push(`${tokens[left]}${tokens[right]}`);
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false };
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: distinctTokens(special).map((content, id) => ({ id, ...addedToken(content) })),
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: PRE_TOKEN_PATTERN }, behavior: 'Isolated', invert: false },
        byteLevel,
      ],
    },
    post_processor: null,
    decoder: byteLevel,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: merges.map(([left, right]) => [tokens[left], tokens[right]]),
    },
  };
  return { tokenizer, config: tokenizerConfig(special) };
}

function addedToken(content: string) {
  return { content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
}

function tokenizerConfig(special: SpecialTokens): Record<string, unknown> {
  const tokens = distinctTokens(special);
  return {
    tokenizer_class: 'PreTrainedTokenizerFast',
    added_tokens_decoder: Object.fromEntries(tokens.map((content, id) => [id, addedToken(content)])),
    bos_token: special.eos,
    eos_token: special.eos,
    pad_token: special.pad,
    additional_special_tokens: [special.user, special.assistant],
    padding_side: 'right',
    clean_up_tokenization_spaces: false,
    chat_template: heedChatTemplate(special),
  };
}
