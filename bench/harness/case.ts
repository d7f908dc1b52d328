import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import type { SizeName } from './sizes.ts';

/** A line of the table. */
export interface Row {
  name: string;
  size: string;
  ours: number | null;
  theirs: number | null;
  unit: string;
  /** Ours over theirs. */
  ratio: number | null;
  /** The least ratio that is wanted; null where none is. */
  goal: number | null;
}

/** A benchmark: one file in `cases/`, found by its name. */
export interface Case {
  /** What is compared, in a few words. */
  title: string;
  /** The sizes at which it makes sense. */
  sizes: readonly SizeName[];
  /** Left out of a quick run, unless it is asked for by name. */
  wholeOnly?: boolean;
  /** Measures one size. */
  run(bench: Bench, size: SizeName): Promise<Row[]>;
}

const FOLDER = join(import.meta.dirname, '..', 'cases');

/** Names of all benchmarks, in the order in which they run. */
export async function caseNames(): Promise<string[]> {
  const files = await readdir(FOLDER);
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3))
    .sort();
}

/** Loads a benchmark by name. */
export async function loadCase(name: string): Promise<Case> {
  return ((await import(join(FOLDER, `${name}.ts`))) as { default: Case }).default;
}

/** A line of figures, rounded to four digits. */
export function row(
  name: string,
  size: string,
  unit: string,
  [ours, theirs]: readonly [number | undefined, number | undefined],
  goal?: number,
): Row {
  const ratio = ours !== undefined && theirs !== undefined ? ours / theirs : undefined;
  const rounded = (value: number | undefined) => (value === undefined ? null : Number(value.toPrecision(4)));
  return {
    name,
    size,
    ours: rounded(ours),
    theirs: rounded(theirs),
    unit,
    ratio: rounded(ratio),
    goal: goal ?? null,
  };
}
