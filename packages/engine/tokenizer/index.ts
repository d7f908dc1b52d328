export type { ChatMessage } from './chat-template.ts';
export { Tokenizer } from './tokenizer.ts';
export type { TokenizerFiles } from './tokenizer-files.ts';
export { trainTokenizer } from './train-tokenizer.ts';
