import { expect, test } from 'vitest';
import { readMessage, storedMessage } from './stored-message.ts';

test.each([
  ['a message in both languages', { en: 'epoch 2 of 3', zh: '第 2 轮，共 3 轮' }],
  ['one that is the same in every language', '12 / 40'],
  ['one that only looks like both', '{"en": 1}'],
])('%s comes back from the database as it was', (_, message) => {
  expect(readMessage(storedMessage(message))).toEqual(message);
});
