import { expect, test } from 'vitest';
import { factValueName } from './fact-name.ts';
import { graph, kinds } from './testing/kinds.ts';

const drawn = graph('base:model');
const named = (value: string, one = drawn) => factValueName('tokenizer', value, one, kinds);

test('a tokenizer that a node trains is named by that node, by its name on the canvas where it has one', () => {
  expect(named('scratch:base')).toEqual({
    en: 'that of "The model" (base)',
    zh: '“节点 model”（base）的分词器',
  });
  const labeled = { ...drawn, nodes: drawn.nodes.map((node) => ({ ...node, label: 'Small' })) };
  expect(named('scratch:base', labeled).en).toBe('that of "Small" (base)');
});

test('one that is read is named by its folder, and other facts by their value', () => {
  expect(named('folder:/models/gpt2')).toEqual({ en: '"/models/gpt2"', zh: '“/models/gpt2”' });
  expect(factValueName('architecture', 'gpt2', drawn, kinds).en).toBe('"gpt2"');
});
