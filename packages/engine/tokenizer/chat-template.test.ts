import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ChatMessage, ChatTemplate, findChatTemplate } from './chat-template.ts';
import { heedChatTemplate } from './heed-chat-template.ts';

const chat: ChatMessage[] = [
  { role: 'user', content: 'A' },
  { role: 'assistant', content: 'B' },
  { role: 'user', content: 'C' },
];
const tokens = { bos_token: '<s>', eos_token: '</s>' };
const render = (source: string, messages = chat) => new ChatTemplate(source).render(messages, tokens);

test('Heed’s own template gives turns, EOS after answers and the beginning of the next answer', () => {
  const template = heedChatTemplate({ user: '<u>', assistant: '<a>' });
  expect(render(template)).toBe('<u>A<a>B</s><u>C<a>');
  expect(() => render(template, [{ role: 'system', content: '' }])).toThrow(
    'The chat template refuses this conversation: Only the roles user and assistant are known, not system.',
  );
});

test('templates find what Python gives them', () => {
  expect(
    render('{{ bos_token }}{% if tools is none and documents is none %}x{% endif %}{{ sep_token }}'),
  ).toBe('<s>x');
  expect(render('{% if add_generation_prompt is true and True and not False %}x{% endif %}')).toBe('x');
  expect(
    render('{% for n in range(3) %}{{ n }}{% endfor %}{% for n in range(5, 0, -2) %}{{ n }}{% endfor %}'),
  ).toBe('012531');
  expect(
    render(
      '{% set ns = namespace(n=0) %}{% for m in messages %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}',
    ),
  ).toBe('3');
});

test('marks of answers leave the text as it is, with their control of white space', () => {
  expect(render('a \n{%- generation -%}\n b{% endgeneration %}\nc')).toBe('abc');
});

describe('the date', () => {
  beforeEach(() => vi.useFakeTimers({ now: new Date(2026, 1, 3, 15, 4, 5) }));
  afterEach(() => void vi.useRealTimers());

  test('is written as Python writes it, in English', () => {
    expect(render("{{ strftime_now('%d %b %Y, %A %B %-d %H:%M:%S %I%p %y%m%%') }}")).toBe(
      '03 Feb 2026, Tuesday February 3 15:04:05 03PM 2602%',
    );
  });
});

test('an error while rendering is one sentence', () => {
  expect(() => render('{{ missing + bos_token }}')).toThrow(
    /^The chat template cannot be rendered: [^\n]+\.$/,
  );
});

test('among several templates the default one counts', () => {
  const several = [
    { name: 'rag', template: 'r' },
    { name: 'default', template: 'd' },
  ];
  expect(findChatTemplate(several)).toBe('d');
  expect(findChatTemplate('t')).toBe('t');
  expect(findChatTemplate(null)).toBeUndefined();
  expect(() => findChatTemplate(several.slice(0, 1))).toThrow('it holds "rag".');
  expect(() => findChatTemplate(7)).toThrow('it holds none.');
});
