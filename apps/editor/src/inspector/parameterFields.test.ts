import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import { emptyGraph, type Graph, text } from '@heed/schema';
import { expect, test } from 'vitest';
import {
  changeParameter,
  concealField,
  exposeField,
  parameterFields,
  parameterIdError,
  parameterOf,
} from './parameterFields.ts';

const node = (id: string, kind: string) => ({ id, kind, version: 1, position: { x: 0, y: 0 }, config: {} });
const graph: Graph = { ...emptyGraph('x'), nodes: [node('ppo', 'ppo'), node('sft', 'sft')] };

test('a field is exposed once, under its own name, or with the node where the name is taken', () => {
  const one = exposeField(graph, 'ppo', 'epochs');
  expect(exposeField(one, 'ppo', 'epochs')).toBe(one);
  const two = exposeField(one, 'sft', 'epochs');
  expect(two.parameters.map(({ id }) => id)).toEqual(['epochs', 'sft-epochs']);
  expect(parameterOf(two, 'sft', 'epochs')?.id).toBe('sft-epochs');
  expect(concealField(two, 'ppo', 'epochs').parameters.map(({ id }) => id)).toEqual(['sft-epochs']);
});

test('ids are well formed, whatever the node is called', () => {
  const long = 'n'.repeat(64);
  const odd: Graph = { ...graph, nodes: [node(long, 'ppo')], parameters: [] };
  const taken = exposeField(exposeField(odd, 'other', 'epochs'), long, 'epochs');
  expect(new Set(taken.parameters.map(({ id }) => id)).size).toBe(2);
  for (const { id } of taken.parameters) expect(id.length).toBeLessThanOrEqual(64);
});

test('parameters come with their fields; those of unknown nodes and fields are left out', () => {
  const exposed = exposeField(exposeField(graph, 'ppo', 'klCoefficient'), 'ppo', 'gone');
  const lost = exposeField(exposed, 'nobody', 'epochs');
  expect(parameterFields(lost, catalogue).map(({ field }) => field.name)).toEqual(['klCoefficient']);
});

test('words of a parameter are kept while there are some; ids stay different', () => {
  const exposed = exposeField(exposeField(graph, 'ppo', 'epochs'), 'ppo', 'updates');
  const titled = changeParameter(exposed, 'epochs', { title: text('Passes', '') });
  expect(titled.parameters[0]).toMatchObject({ title: { en: 'Passes', zh: '' } });
  expect(changeParameter(titled, 'epochs', { title: text('', '') }).parameters[0]).not.toHaveProperty(
    'title',
  );
  expect(parameterIdError(exposed, 'epochs', 'updates')).toBe('taken');
  expect(parameterIdError(exposed, 'epochs', '1st')).toBe('malformed');
  expect(parameterIdError(exposed, 'epochs', 'epochs')).toBeUndefined();
});
