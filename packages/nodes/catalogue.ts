import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Catalogue, NodeRun, NodeSpec } from '@heed/schema';

const ownFolder = import.meta.dirname;

async function importFile(file: string): Promise<Record<string, unknown>> {
  return import(/* @vite-ignore */ pathToFileURL(file).href);
}

async function loadSpec(folder: string, kind: string): Promise<NodeSpec> {
  const file = join(folder, kind, 'spec.ts');
  const spec = (await importFile(file)).default as NodeSpec | undefined;
  if (spec?.kind === kind) return spec;
  throw new Error(`${file} must export a node spec of the kind "${kind}" as its default.`);
}

/** Names of the node kinds in a folder: every subfolder with a `spec.ts`, in alphabetical order. */
export async function listKinds(folder = ownFolder): Promise<string[]> {
  const entries = await readdir(folder);
  return entries.filter((name) => existsSync(join(folder, name, 'spec.ts'))).sort();
}

/** Finds and loads every node kind: one subfolder each. Throws where a folder's spec is not of its name. */
export async function loadCatalogue(folder = ownFolder): Promise<Catalogue> {
  const kinds = await listKinds(folder);
  const specs = await Promise.all(kinds.map((kind) => loadSpec(folder, kind)));
  return new Map(specs.map((spec) => [spec.kind, spec]));
}

/** Loads what a node kind does, from its `run.ts`. Throws for an unknown kind. */
export async function loadRun(kind: string, folder = ownFolder): Promise<NodeRun<Record<string, unknown>>> {
  const kinds = await listKinds(folder);
  if (!kinds.includes(kind))
    throw new Error(`There is no node kind "${kind}"; there is ${kinds.join(', ')}.`);
  const file = join(folder, kind, 'run.ts');
  const { run } = await importFile(file);
  if (typeof run === 'function') return run as NodeRun<Record<string, unknown>>;
  throw new Error(`${file} must export a function named "run".`);
}
