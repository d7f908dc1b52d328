import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import type { NodeSpec } from '@heed/schema';
import { expect, test } from 'vitest';
import { columnUses } from './columnUses.ts';

const source = catalogue.get('data-source') as NodeSpec;

test('the columns that settings name are told, by their defaults too, and those that are not there', () => {
  const { used, lacking } = columnUses(source, { file: 'source', promptColumn: 'frage' }, [
    'frage',
    'source',
  ]);
  expect([...used].map(([column, { title }]) => [column, title.en])).toEqual([['frage', 'Prompt column']]);
  expect(lacking.map(({ column, field }) => [column, field.title.en])).toEqual([
    ['completion', 'Answer column'],
  ]);
});

test('a setting that does not count, or is empty, names no column', () => {
  expect(columnUses(source, { format: 'txt' }, ['prompt'])).toEqual({ used: new Map(), lacking: [] });
  expect(columnUses(source, { completionColumn: '' }, ['prompt']).lacking).toEqual([]);
});
