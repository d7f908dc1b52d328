import { readConversation, writeConversation } from '@heed/schema';
import { describe, expect, test } from 'vitest';
import type { Feedback } from './feedback.ts';
import trl from './trl.ts';

const user = (content: string) => ({ role: 'user' as const, content });
const assistant = (content: string) => ({ role: 'assistant' as const, content });
const read = (record: object) => trl.read(record as Record<string, unknown>);

describe('TRL', () => {
  const hello = { prompt: 'Hi', chosen: 'Hello!', rejected: 'What?' };

  test.each([
    ['plain', hello],
    [
      'conversational',
      { prompt: [user('Hi')], chosen: [assistant('Hello!')], rejected: [assistant('What?')] },
    ],
    [
      'conversational without a prompt',
      { chosen: [user('Hi'), assistant('Hello!')], rejected: [user('Hi'), assistant('What?')] },
    ],
    ['plain without a prompt', { chosen: 'Hi Hello!', rejected: 'Hi What?' }],
    [
      'conversational in CSV',
      {
        prompt: JSON.stringify([user('Hi')]),
        chosen: JSON.stringify([assistant('Hello!')]),
        rejected: JSON.stringify([assistant('What?')]),
      },
    ],
  ])('%s', (_, record) => {
    expect(read(record)).toMatchObject([{ said: 'pair', ...hello, strength: 1, labeler: null }]);
  });

  const turns = [
    { role: 'system' as const, content: 'Be brief.' },
    user('Hi'),
    assistant('Hello!'),
    user('Bye'),
  ];

  test.each([
    ['with a prompt', { prompt: turns, chosen: [assistant('a')], rejected: [assistant('b')] }],
    [
      'repeated in the answers',
      { prompt: turns, chosen: [...turns, assistant('a')], rejected: [assistant('b')] },
    ],
    ['without a prompt', { chosen: [...turns, assistant('a')], rejected: [...turns, assistant('b')] }],
    [
      'beside a prompt in plain text',
      { prompt: 'Bye', chosen: [...turns, assistant('a')], rejected: [...turns, assistant('b')] },
    ],
    [
      'in parts',
      {
        prompt: turns.map(({ role, content }) => ({ role, content: [{ type: 'text', text: content }] })),
        chosen: [assistant('a')],
        rejected: 'b',
      },
    ],
  ])('conversations keep their turns: %s', (_, record) => {
    const [one] = read(record);
    expect(one).toMatchObject({ said: 'pair', chosen: 'a', rejected: 'b' });
    expect(readConversation(one?.prompt ?? '')).toEqual(turns);
  });

  test('a prompt in plain text beside answers of one message is what they answer', () => {
    const record = { prompt: 'Hi', chosen: [assistant('a')], rejected: [assistant('b')] };
    expect(read(record)).toMatchObject([{ prompt: 'Hi', chosen: 'a', rejected: 'b' }]);
  });

  test.each([
    [
      {
        chosen: [user('Hi'), assistant('a'), user('Go on'), assistant('b')],
        rejected: [user('Hi'), assistant('c')],
      },
      'has 3 messages as the answer in "chosen", which must be one of the assistant',
    ],
    [
      { chosen: [assistant('a')], rejected: [assistant('b')] },
      'has no messages before the answer in "chosen"',
    ],
    [{ chosen: [user('Hi')], rejected: [user('Hi')] }, 'has the same text in "chosen" and "rejected"'],
    [
      { prompt: [{ role: 'tool', content: 'x' }], chosen: 'a', rejected: 'b' },
      'a message of the role "tool"',
    ],
    [
      { prompt: [{ role: 'user', content: [{ type: 'image' }] }], chosen: 'a', rejected: 'b' },
      'has no text in "prompt.content"',
    ],
  ])('what cannot be one answer to a conversation is said: %j', (record, sentence) => {
    expect(() => read(record)).toThrow(sentence);
  });

  test('a file with one conversation is conversational as a whole', () => {
    const pair = { said: 'pair', labeler: null, strength: 1, chosen: 'a', rejected: 'b' } as const;
    const written = trl.write([
      { ...pair, prompt: 'Hi' },
      { ...pair, prompt: writeConversation(turns) },
    ]);
    const answers = { chosen: [assistant('a')], rejected: [assistant('b')] };
    expect(written).toEqual([
      { prompt: [user('Hi')], ...answers },
      { prompt: turns, ...answers },
    ]);
  });

  test('unpaired answers are desired or not', () => {
    const [one] = read({ prompt: turns, completion: [assistant('Bye!')], label: false });
    expect(one).toMatchObject({ said: 'rating', completion: 'Bye!', rating: 0 });
    expect(readConversation(one?.prompt ?? '')).toEqual(turns);
    expect(() => read({ prompt: 'p', completion: 'a', label: 'maybe' })).toThrow(
      'has the label "maybe", which must be true or false',
    );
  });

  test('a ranking is written as the pairs it implies', () => {
    const ranked: Feedback = { said: 'ranking', prompt: 'p', labeler: null, groups: [['a'], ['b', 'c']] };
    expect(trl.write([ranked])).toEqual([
      { prompt: 'p', chosen: 'a', rejected: 'b' },
      { prompt: 'p', chosen: 'a', rejected: 'c' },
    ]);
  });

  test('an edit is better than the chosen answer, a tie is no preference', () => {
    const pair = { said: 'pair', prompt: 'p', labeler: null, chosen: 'a', rejected: 'b' } as const;
    const written = trl.write([
      { ...pair, strength: 1, edit: 'c' },
      { ...pair, strength: 0.5 },
    ]);
    expect(written).toEqual([
      { prompt: 'p', chosen: 'a', rejected: 'b' },
      { prompt: 'p', chosen: 'c', rejected: 'a' },
    ]);
  });

  test('ratings alone become desired and undesired answers; the middle of the scale says neither', () => {
    const rating = { said: 'rating', prompt: 'p', labeler: 'ann', completion: 'a', scale: [1, 5] } as const;
    const written = trl.write([4, 3, 1].map((one) => ({ ...rating, rating: one })));
    expect(written.map(({ label }) => label)).toEqual([true, false]);
  });
});
