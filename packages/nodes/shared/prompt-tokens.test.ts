import { Tokenizer, trainTokenizer } from '@heed/engine';
import { writeConversation } from '@heed/schema';
import { expect, test } from 'vitest';
import { promptTexts, promptTokens } from './prompt-tokens.ts';

test('a conversation goes through the chat template, and its marks never reach a tokenizer', () => {
  const tokenizer = Tokenizer.fromFiles(trainTokenizer(['hot tea', 'iced tea'], { vocabularySize: 280 }));
  const prompt = writeConversation([
    { role: 'user', content: 'tea' },
    { role: 'assistant', content: 'hot?' },
    { role: 'user', content: 'iced' },
  ]);
  expect(tokenizer.decode(promptTokens(tokenizer, prompt))).toBe(
    '<|user|>tea<|assistant|>hot?<|endoftext|><|user|>iced<|assistant|>',
  );
  expect(tokenizer.decode(promptTokens(tokenizer, 'tea'))).toBe('<|user|>tea<|assistant|>');
  expect(promptTexts(prompt)).toEqual(['tea', 'hot?', 'iced']);
});
