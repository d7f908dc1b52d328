import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import { text } from '@heed/schema';
import { expect, test } from 'vitest';
import { findTemplates } from './findTemplates.ts';

const position = { x: 0, y: 0 };
const templates = [
  {
    name: text('Classic', '经典'),
    description: text('A small model.', '小模型。'),
    sketch: { nodes: [{ id: 'a', kind: 'ppo', position }], edges: [] },
  },
  {
    name: text('Labeling', '仅标注'),
    sketch: { nodes: [{ id: 'b', kind: 'human-labeling', position }], edges: [] },
  },
];
const found = (wanted: string) => findTemplates(templates, wanted, catalogue).map(({ name }) => name.en);

test('templates are found by name, description and nodes, in either language', () => {
  expect(found('')).toEqual(['Classic', 'Labeling']);
  expect(found('SMALL classic')).toEqual(['Classic']);
  expect(found('经典')).toEqual(['Classic']);
  expect(found('小模型')).toEqual(['Classic']);
  expect(found('human label')).toEqual(['Labeling']);
  expect(found('ppo')).toEqual(['Classic']);
  expect(found('nothing like it')).toEqual([]);
});
