import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
/** Inside the repository, so that the copies find its node_modules. */
let copy: string;

/** Fenced blocks of a page that name a file: ```ts file=phrase-filter/spec.ts */
function blocksOf(page: string): Map<string, string> {
  const blocks = page.matchAll(/^```\w+ file=(\S+)\n([\s\S]*?)^```$/gm);
  return new Map([...blocks].map(([, file, content]) => [file as string, content as string]));
}

const blocks = blocksOf(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'));
const placeOf = (file: string) =>
  join(file.includes('/') ? 'packages/nodes' : 'packages/engine/operators', file);

/** A checkout with the code of the page in it: what a reader has after following it. */
beforeAll(() => {
  copy = mkdtempSync(join(root, '.walkthrough-'));
  for (const folder of ['packages/nodes', 'packages/engine', 'packages/schema']) {
    cpSync(join(root, folder), join(copy, folder), {
      recursive: true,
      filter: (path) => !path.endsWith('node_modules'),
    });
  }
  for (const [file, content] of blocks) {
    const path = join(copy, placeOf(file));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  writeFileSync(join(copy, 'vitest.config.ts'), "export default { test: { pool: 'forks' } };\n");
  const tsconfig = {
    extends: '../tsconfig.base.json',
    include: [...blocks.keys()].filter((file) => file.endsWith('.ts')).map(placeOf),
  };
  writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify(tsconfig));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(command: string, ...parameters: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', command), parameters, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true', NO_COLOR: '1' },
  });
  return { status, output: `${stdout}${stderr}` };
}

/** Runs the tests whose names match, in the copy. */
function runTests(files: string[], name: string) {
  return run('vitest', 'run', '--root', copy, '--reporter', 'verbose', '--testNamePattern', name, ...files);
}

test('the page holds the files that it speaks of', () => {
  expect([...blocks.keys()]).toEqual([
    'phrase-filter/spec.ts',
    'phrase-filter/run.ts',
    'phrase-filter/phrase-filter.md',
    'phrase-filter/phrase-filter.test.ts',
    'reciprocal.ts',
  ]);
});

test('its code has the right types', () => {
  const { status, output } = run('tsc', '--noEmit', '-p', copy);
  expect(output).toBe('');
  expect(status).toBe(0);
});

test('a reader who adds the node kind has a kind that works and keeps every contract', () => {
  const { status, output } = runTests(
    ['packages/nodes/catalogue.test.ts', 'packages/nodes/phrase-filter'],
    'phrase',
  );
  expect(output).toMatch(/node kind phrase-filter > has a page that names it/);
  expect(output).toMatch(/keeps the prompts with the phrase/);
  expect(status, output).toBe(0);
});

test('a reader who adds the operator has one whose gradient is right', () => {
  const { status, output } = runTests(['packages/engine/operators/contract.test.ts'], 'reciprocal');
  expect(output).toMatch(/reciprocal.ts > sample 0: shapes are as declared and the gradient equals/);
  expect(status, output).toBe(0);
});
