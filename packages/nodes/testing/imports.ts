import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Modules a browser may load from a spec, and where our own start. */
const packages: Record<string, string> = {
  '@heed/engine/memory': join(import.meta.dirname, '../../engine/memory/estimate.ts'),
  '@heed/schema': join(import.meta.dirname, '../../schema/index.ts'),
};
/** Every file of this package is imported by its path. */
const LABELING = '@heed/labeling/';
const thirdParty = new Set(['zod']);

/** Names in `import … from 'x'`, `export … from 'x'`, `import 'x'` and `import('x')`; types are erased and do not count. */
function importedNames(code: string): string[] {
  const statements = code.matchAll(
    /^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm,
  );
  const dynamic = code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g);
  return [
    ...[...statements].filter(([, type]) => !type).map(([, , name]) => name as string),
    ...[...dynamic].map(([, name]) => name as string),
  ];
}

/** The file behind a name, where it is one of ours that a browser may load. */
function fileOf(name: string, importer: string): string | undefined {
  if (name.startsWith('.')) return join(dirname(importer), name);
  if (name.startsWith(LABELING))
    return join(import.meta.dirname, '../../labeling', name.slice(LABELING.length));
  return packages[name];
}

/** Follows a file's imports and lists each that a browser could not load, as `file → name`. */
export async function impureImports(file: string, seen = new Set<string>()): Promise<string[]> {
  if (seen.has(file)) return [];
  seen.add(file);
  const bad: string[] = [];
  for (const name of importedNames(await readFile(file, 'utf8'))) {
    const target = fileOf(name, file);
    if (target) bad.push(...(await impureImports(target, seen)));
    else if (!thirdParty.has(name)) bad.push(`${file} → ${name}`);
  }
  return bad;
}
