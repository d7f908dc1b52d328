import { expect, test } from 'vitest';
import { inOneLanguage } from './inOneLanguage.ts';

test('texts in both languages are read in one, however deep they lie', () => {
  const file = { node: 'data', about: { en: 'your data', zh: '你的数据' } };
  const needs = { data: { en: 'none', zh: '无' }, minutes: 2, files: [file], note: null };
  expect(inOneLanguage(needs, ({ zh }) => zh)).toEqual({
    data: '无',
    minutes: 2,
    files: [{ node: 'data', about: '你的数据' }],
    note: null,
  });
  expect(inOneLanguage('plain', ({ en }) => en)).toBe('plain');
});
