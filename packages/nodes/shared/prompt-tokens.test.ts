import { Tokenizer, trainTokenizer } from '@heed/engine';
import { type Message, messageIn, writeConversation } from '@heed/schema';
import { expect, test } from 'vitest';
import { promptTexts, promptTokens, tellPlainTurns } from './prompt-tokens.ts';

const talk = writeConversation([
  { role: 'user', content: 'tea' },
  { role: 'assistant', content: 'hot?' },
  { role: 'user', content: 'iced' },
]);
const files = trainTokenizer(['hot tea', 'iced tea'], { vocabularySize: 280 });

test('a conversation goes through the chat template, and its marks never reach a tokenizer', () => {
  const tokenizer = Tokenizer.fromFiles(files);
  expect(tokenizer.decode(promptTokens(tokenizer, talk))).toBe(
    '<|user|>tea<|assistant|>hot?<|endoftext|><|user|>iced<|assistant|>',
  );
  expect(tokenizer.decode(promptTokens(tokenizer, 'tea'))).toBe('<|user|>tea<|assistant|>');
  expect(promptTexts(talk)).toEqual(['tea', 'hot?', 'iced']);
});

test('a model without a chat template reads conversations as plain text, which is said in one sentence', () => {
  const { chat_template: _, ...config } = files.config;
  const plain = Tokenizer.fromFiles({ ...files, config });
  expect(plain.decode(promptTokens(plain, talk))).toBe(
    'Human: tea\n\nAssistant: hot?\n\nHuman: iced\n\nAssistant:',
  );
  const said: Message[] = [];
  const context = { log: (_level: string, message: Message) => void said.push(message) };
  const rows = [{ prompt: talk }, { prompt: 'tea' }];
  tellPlainTurns(context, plain, rows);
  tellPlainTurns(context, plain, rows.slice(1));
  tellPlainTurns(context, Tokenizer.fromFiles(files), rows);
  expect(said).toHaveLength(1);
  expect(said[0] && messageIn(said[0], 'en')).toMatch(
    /^The base model has no chat template, so the turns of 1 conversations are written as plain text/,
  );
});
