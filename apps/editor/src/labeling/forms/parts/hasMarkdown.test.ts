import { describe, expect, it } from 'vitest';
import { hasMarkdown } from './hasMarkdown.ts';

describe('hasMarkdown', () => {
  it.each([
    '# Title',
    '- one\n- two',
    '1. first',
    '> said',
    '```js\nlet x;\n```',
    'It is **very** nice.',
    'Use `npm test`.',
    '| a | b |\n| - | - |',
    'See [this](https://example.org).',
    'That is *so* good.',
    '请看 **这里**。',
  ])('finds marks in %j', (text) => expect(hasMarkdown(text)).toBe(true));

  it.each(['It is nice.', 'Two\nlines.', '2 * 3 * 4 = 24', '今天天气不错。', 'a_b_c', '5-6', ''])(
    'finds none in %j',
    (text) => expect(hasMarkdown(text)).toBe(false),
  );
});
