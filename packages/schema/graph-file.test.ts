import { expect, test } from 'vitest';
import { emptyGraph } from './graph.ts';
import { parseGraph, parseGraphText } from './parse.ts';
import { text } from './text.ts';

const file = {
  ...emptyGraph('x'),
  name: text('Weather', '天气'),
  nodes: [
    { id: 'a', kind: 'k', version: 1, label: text('Learn', '学习'), position: { x: 0, y: 0 }, config: {} },
    { id: 'b', kind: 'k', version: 1, label: 'Both', position: { x: 0, y: 0 }, config: {} },
  ],
  notes: [{ id: 'n', text: text('Why', '为什么'), position: { x: 0, y: 0 } }],
  groups: [{ id: 'g', title: text('Data', '数据'), nodes: ['a'] }],
};

test('a file in two languages opens in the one that is asked for, English without a wish', () => {
  const read = (language?: 'en' | 'zh') => {
    const { name, nodes, notes, groups } = parseGraph(file, language);
    return [name, ...nodes.map(({ label }) => label), notes[0]?.text, groups[0]?.title];
  };
  expect(read('zh')).toEqual(['天气', '学习', 'Both', '为什么', '数据']);
  expect(read()).toEqual(['Weather', 'Learn', 'Both', 'Why', 'Data']);
});

test('half a text is refused with its place', () => {
  const half = { ...file, name: { en: 'Weather' } };
  expect(() => parseGraphText(JSON.stringify(half), 'a.json')).toThrow('name');
});
