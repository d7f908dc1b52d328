import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { formatMigrations, type RawGraph, upgradeFormat } from './format.ts';
import { emptyGraph, GRAPH_VERSION, graphSchema } from './graph.ts';
import { parseGraph } from './parse.ts';

const folder = join(import.meta.dirname, 'golden');
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const versions = Array.from({ length: GRAPH_VERSION }, (_, index) => index + 1);

describe('the format of graph files', () => {
  test.each(versions)('of version %i is read to what it always meant', (version) => {
    const saved = read(`graph-${version}.json`);
    expect(saved.version).toBe(version);
    expect(parseGraph(saved)).toEqual(read(`graph-${version}.parsed.json`));
  });

  test(`is the one written down as version ${GRAPH_VERSION}; a change needs a new number, a migration and golden files`, () => {
    expect(z.toJSONSchema(graphSchema, { io: 'input' })).toEqual(read(`graph-${GRAPH_VERSION}.schema.json`));
  });

  test('has a migration from every older version', () => {
    expect(Object.keys(formatMigrations).map(Number)).toEqual(versions.slice(0, -1));
  });

  test('is brought up to date one version after another, and nothing unknown is dropped', () => {
    const migrations = {
      1: ({ name, ...rest }: RawGraph) => ({ ...rest, title: name }),
      2: ({ title, ...rest }: RawGraph) => ({ ...rest, title: { en: title } }),
    };
    const old = { version: 1, name: 'x', extra: [1] };
    expect(upgradeFormat(old, 3, migrations)).toEqual({ version: 3, title: { en: 'x' }, extra: [1] });
    expect(old).toEqual({ version: 1, name: 'x', extra: [1] });
    expect(upgradeFormat({ version: 3, title: 'as it is' }, 3, migrations)).toEqual({
      ...{ version: 3, title: 'as it is' },
    });
  });

  test('of a newer version is refused in one sentence, of no version by its place', () => {
    const newer = GRAPH_VERSION + 1;
    expect(() => parseGraph({ ...emptyGraph('x'), version: newer })).toThrow(
      `This graph was saved in format version ${newer}, this Heed knows up to ${GRAPH_VERSION}; update Heed to open it.`,
    );
    for (const version of [0, -1, 0.5, '1', null, undefined])
      expect(() => parseGraph({ ...emptyGraph('x'), version })).toThrow(
        /^The graph file is wrong at version: /,
      );
  });
});
