export type { ChatMessage } from './chat-template.ts';
export type { IdHints } from './special-ids.ts';
export { Tokenizer } from './tokenizer.ts';
export type { TokenizerFiles } from './tokenizer-files.ts';
export {
  DEFAULT_SPECIAL_TOKENS,
  type SpecialTokens,
  type TokenizerOptions,
  trainTokenizer,
} from './train-tokenizer.ts';
