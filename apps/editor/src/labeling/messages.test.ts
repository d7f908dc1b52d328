import { describe, expect, it } from 'vitest';
import { readMessages } from './messages.ts';

describe('readMessages', () => {
  it('reads a conversation', () => {
    const messages = [
      { role: 'user', content: 'Will it rain?' },
      { role: 'assistant', content: '会下雨。' },
    ];
    expect(readMessages(JSON.stringify(messages))).toEqual(messages);
  });

  it('takes anything else for one text', () => {
    for (const prompt of ['Why?', '[1, 2]', '[broken', '[]', '[{"role":"robot","content":"x"}]', ''])
      expect(readMessages(prompt)).toBeUndefined();
  });
});
