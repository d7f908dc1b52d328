import { expect, it } from 'vitest';
import { environmentLanguage } from './language.ts';

it.each([
  [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_TW' }, 'zh'],
  [{ LANG: 'C', LC_ALL: '' }, 'en'],
  [{}, 'en'],
])('speaks as %j asks', (environment, language) => {
  expect(environmentLanguage(environment)).toBe(language);
});
