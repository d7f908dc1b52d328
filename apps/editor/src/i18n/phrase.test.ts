import { expect, test } from 'vitest';
import { phrase } from './phrase.ts';

const en = {
  hello: 'Hello {{name}}, {{name}}!',
  nodes_one: '{{count}} node',
  nodes_other: '{{count}} nodes',
};
const zh = { hello: '你好，{{name}}！', nodes_other: '{{count}} 个节点' };

test('parameters stand in their places, also twice, and are not read as places themselves', () => {
  expect(phrase(en, 'hello', { name: '{{count}}' })).toBe('Hello {{count}}, {{count}}!');
  expect(phrase(zh, 'hello', { name: '$&' })).toBe('你好，$&！');
});

test('a parameter that is not given leaves its place', () => {
  expect(phrase(en, 'hello')).toBe('Hello {{name}}, {{name}}!');
});

test.each([
  [0, '0 nodes', '0 个节点'],
  [1, '1 node', '1 个节点'],
  [2, '2 nodes', '2 个节点'],
])('%i is counted as the language does', (count, english, chinese) => {
  expect(phrase(en, 'nodes', { count })).toBe(english);
  expect(phrase(zh, 'nodes', { count })).toBe(chinese);
});

test('a key without words gives nothing', () => {
  expect(phrase(en, 'unknown')).toBeUndefined();
});
