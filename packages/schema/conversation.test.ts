import { describe, expect, it } from 'vitest';
import { type ConversationMessage, readConversation, writeConversation } from './conversation.ts';

describe('readConversation', () => {
  it('reads what was written', () => {
    const messages: ConversationMessage[] = [
      { role: 'user', content: 'Will it rain?' },
      { role: 'assistant', content: '会下雨。' },
    ];
    expect(readConversation(writeConversation(messages))).toEqual(messages);
  });

  it('takes anything else for one text', () => {
    for (const prompt of ['Why?', '[1, 2]', '[broken', '[]', '[{"role":"robot","content":"x"}]', ''])
      expect(readConversation(prompt)).toBeUndefined();
  });
});
