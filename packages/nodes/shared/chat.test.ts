import { afterAll, describe, expect, test } from 'vitest';
import { tinyPipeline } from '../testing/tiny-pipeline.ts';
import { Chat } from './chat.ts';

const tiny = await tinyPipeline();
afterAll(() => tiny[Symbol.asyncDispose]());

const messages = [{ role: 'user' as const, content: 'is red nice?' }];

describe('a model that is talked with', () => {
  test('gives different replies, and the same ones again from the same number', async () => {
    await using chat = await Chat.open(tiny.model.directory, {
      ...{ temperature: 1.2, maxNewTokens: 8, device: 'cpu' },
    });
    const first = await chat.reply({ messages, seed: 5, count: 2 });
    expect(new Set(first).size).toBe(2);
    expect(await chat.reply({ messages, seed: 5, count: 2 })).toEqual(first);
  });

  test('gives one reply where it always says the same, and says when the conversation is too long', async () => {
    await using chat = await Chat.open(tiny.model.directory, {
      ...{ temperature: 0, maxNewTokens: 8, device: 'cpu' },
    });
    const one = await chat.reply({ messages, seed: 1, count: 3 });
    expect(one).toHaveLength(1);
    const long = [{ role: 'user' as const, content: 'is red nice? '.repeat(20) }];
    await expect(chat.reply({ messages: long, seed: 1, count: 2 })).rejects.toThrow(
      /^The conversation has \d+ tokens, and the model reads 32, of which 8 are for its reply/,
    );
  });
});
