import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCatalogue } from '@heed/nodes/catalogue.ts';
import type { Catalogue, NodeSpec } from '@heed/schema';
import { codeDigests } from './code/code-digest.ts';

/** The node kinds that this runner knows, and the digest of the code behind each. */
export interface Kinds {
  folder: string;
  catalogue: Catalogue;
  codeDigest(kind: string): string;
}

/** Loads every kind from a folder; those that ship with Heed by default. */
export async function loadKinds(folder?: string): Promise<Kinds> {
  const own = dirname(fileURLToPath(import.meta.resolve('@heed/nodes/catalogue.ts')));
  const from = folder ?? own;
  return { folder: from, catalogue: await loadCatalogue(from), codeDigest: codeDigests(from) };
}

/** The spec of a planned node's kind; the plan has made sure that it exists. */
export function specOf(kinds: Kinds, kind: string): NodeSpec {
  const spec = kinds.catalogue.get(kind);
  if (spec) return spec;
  throw new Error(`There is no node kind "${kind}".`);
}
