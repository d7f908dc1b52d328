import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/**
 * What can be read from its imports upwards. `packages/engine` is left out: differentiable operators are each other's
 * derivatives (sin and cos, pad and slice), and so import each other.
 */
const folders = [
  'apps/editor/src',
  'apps/runner/src',
  'packages/labeling',
  'packages/nodes',
  'packages/schema',
  'packages/tables',
];

/** Files that a file imports at its top, types too, as paths from the root; packages by name are left out. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(/^(?:import|export)\s(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'/gm);
  return [...found].map(([, path]) => join(dirname(file), path as string));
}

/** Every circle of imports, as the path that leads from a file back to it. */
function circles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string) => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    path.push(file);
    for (const next of imports.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };
  for (const file of imports.keys()) visit(file);
  return found;
}

test('a circle of imports is found', () => {
  const imports = new Map([
    ['a.ts', ['b.ts']],
    ['b.ts', ['c.ts', 'd.ts']],
    ['c.ts', ['b.ts']],
  ]);
  expect(circles(imports)).toEqual(['b.ts → c.ts → b.ts']);
});

test.each(folders)('no file of %s imports itself by way of others', (folder) => {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name));
  expect(files).not.toEqual([]);
  expect(circles(new Map(files.map((file) => [file, importsOf(file)])))).toEqual([]);
});
