import { describe, expect, it } from 'vitest';
import { readDialogue } from './readDialogue.ts';

describe('readDialogue', () => {
  it('reads messages, and turns that stand in one text', () => {
    const messages = [
      { role: 'user', content: 'Tea?' },
      { role: 'assistant', content: 'Hot or iced?\n\nTell me.' },
      { role: 'user', content: '热的' },
    ];
    expect(readDialogue(JSON.stringify(messages))).toEqual(messages);
    expect(readDialogue('Human: Tea?\n\nAssistant: Hot or iced?\n\nTell me.\n\nHuman: 热的')).toEqual(
      messages,
    );
  });

  it('takes anything else for one text', () => {
    for (const prompt of ['Human: alone', 'Why?\n\nHuman: because', 'Human kindness\n\nAssistant: no', ''])
      expect(readDialogue(prompt)).toBeUndefined();
  });
});
