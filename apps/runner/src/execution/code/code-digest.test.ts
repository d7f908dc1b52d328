import { readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeDigests } from './code-digest.ts';
import { readModuleText } from './module-text.ts';

const packages = dirname(dirname(fileURLToPath(import.meta.resolve('@heed/nodes/package.json'))));
const kinds = join(packages, 'nodes');

/** The digest of a kind's code where the files for which `isEdited` holds have one line more. */
function digestWith(kind: string, isEdited: (path: string) => boolean): string {
  const read = (file: string) => {
    const path = file
      .slice(packages.length + 1)
      .split(sep)
      .join('/');
    return `${readFileSync(file, 'utf8')}${isEdited(path) ? '\nexport const edited = 1;\n' : ''}`;
  };
  return codeDigests(kinds, read)(kind);
}

/** Does an edit of these files make a kind run again? */
function reruns(kind: string, isEdited: (path: string) => boolean): boolean {
  return digestWith(kind, isEdited) !== digestWith(kind, () => false);
}

describe('the digest of the code behind a kind', () => {
  it.each([
    ['training code of the engine', (path: string) => path.startsWith('engine/training/')],
    ['an optimizer', (path: string) => path.startsWith('engine/optimizers/')],
  ])('a change in %s reruns sft, and leaves data-source alone', (_, isEdited) => {
    expect([reruns('sft', isEdited), reruns('data-source', isEdited)]).toEqual([true, false]);
  });

  it('a change in what both come to reruns both', () => {
    const isEdited = (path: string) => path === 'tables/write.ts';
    expect([reruns('data-source', isEdited), reruns('reward-model', isEdited)]).toEqual([true, true]);
  });

  it('a change in one kind leaves the others alone', () => {
    const isEdited = (path: string) => path === 'nodes/ppo/run.ts';
    expect([reruns('ppo', isEdited), reruns('sft', isEdited), reruns('grpo', isEdited)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('follows modules that are found by reading a folder', () => {
    const isEdited = (path: string) => path.startsWith('engine/models/families/');
    expect([reruns('sft', isEdited), reruns('data-source', isEdited)]).toEqual([true, false]);
  });

  it('a new sentence for an invalid graph reruns nothing', () => {
    expect(reruns('data-source', (path) => path === 'schema/problems.ts')).toBe(false);
  });
});

describe('the text of a module', () => {
  it('names what it takes, without types and comments', () => {
    const text = readModuleText(`
      import type { A } from './a.ts';
import { b, type B, c as d } from './b.ts';
import {
  e,
} from "./e.ts";
// import './comment.ts';
import * as all from './all.ts';
import './effect.ts';
export { f, type F } from './f.ts';
const later = () => import('./later.ts');
export function own() {}`);
    expect(text.imports.map(({ from, names }) => [from, names && [...names]])).toEqual([
      ['./b.ts', ['b', 'c']],
      ['./e.ts', ['e']],
      ['./all.ts', undefined],
      ['./effect.ts', undefined],
      ['./later.ts', undefined],
    ]);
    expect([text.isBarrel, [...text.defines]]).toEqual([false, ['own']]);
  });

  it('that only passes on is told from one that does more', () => {
    expect(readModuleText(`/** All. */\nexport * from './a.ts';\nexport { b } from './b.ts';`).isBarrel).toBe(
      true,
    );
    expect(readModuleText(`export * from './a.ts';\nrun();`).isBarrel).toBe(false);
  });
});
