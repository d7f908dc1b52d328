import { readConversation } from '@heed/schema';
import { describe, expect, test } from 'vitest';
import hhRlhf from './hh-rlhf.ts';

const user = (content: string) => ({ role: 'user' as const, content });
const assistant = (content: string) => ({ role: 'assistant' as const, content });
const read = (record: object) => hhRlhf.read(record as Record<string, unknown>);

describe('HH-RLHF', () => {
  const start = '\n\nHuman: Hi\n\nAssistant: Hello.\n\nHuman: Who?\n\nAssistant:';

  test('the turns up to the last answer are the prompt, also with a system message before them', () => {
    const turns = [user('Hi'), assistant('Hello.'), user('Who?')];
    const [one] = read({ chosen: `${start} Me.`, rejected: `${start} You.` });
    expect(one).toMatchObject({ chosen: 'Me.', rejected: 'You.' });
    expect(readConversation(one?.prompt ?? '')).toEqual(turns);
    const told = `Be brief.${start}`;
    const [other] = read({ chosen: `${told} Me.`, rejected: `${told} You.` });
    expect(readConversation(other?.prompt ?? '')).toEqual([
      { role: 'system', content: 'Be brief.' },
      ...turns,
    ]);
  });

  test.each([
    [{ chosen: `${start} Me.`, rejected: `${start} Me.` }, 'has the same text in "chosen" and "rejected"'],
    [
      { chosen: `${start} a\n\nHuman: b`, rejected: `${start} x` },
      'does not end with a turn of "\\n\\nAssistant:"',
    ],
    [{ chosen: `${start} a`, rejected: `\n\nHuman: Ho${start} b` }, 'differ before their last answer'],
  ])('what is wrong is said: %j', (record, sentence) => {
    expect(() => read(record)).toThrow(sentence);
  });
});
