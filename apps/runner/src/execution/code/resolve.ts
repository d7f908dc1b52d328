import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, sep } from 'node:path';

/** What an import names: a file to follow, or a package of somebody else by name and version. */
export type Resolved = { file: string } | { library: string } | undefined;

interface Package {
  version?: string;
  exports?: Record<string, string>;
}

const folders = new Map<string, string | undefined>();

/** The folder of an installed package as seen from a folder; links are followed. */
function packageFolder(name: string, from: string): string | undefined {
  const key = `${from}\n${name}`;
  if (folders.has(key)) return folders.get(key);
  const here = join(from, 'node_modules', name);
  const above = dirname(from);
  const found = existsSync(join(here, 'package.json'))
    ? realpathSync(here)
    : above === from
      ? undefined
      : packageFolder(name, above);
  folders.set(key, found);
  return found;
}

/** The file that an import of `specifier` in a file reads; undefined for what comes with Node. */
export function resolveImport(specifier: string, importer: string): Resolved {
  if (isBuiltin(specifier)) return undefined;
  if (specifier.startsWith('.')) return { file: join(dirname(importer), specifier) };
  const [, name = specifier, path = ''] = /^((?:@[^/]+\/)?[^/]+)\/?(.*)$/.exec(specifier) ?? [];
  const folder = packageFolder(name, dirname(importer));
  if (!folder) return { library: name };
  const { version = '', exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package;
  if (folder.includes(`${sep}node_modules${sep}`)) return { library: `${name} ${version}` };
  return { file: join(folder, exportedFile(exports ?? {}, path)) };
}

function exportedFile(exports: Record<string, string>, path: string): string {
  return exports[path ? `./${path}` : '.'] ?? (path || 'index.ts');
}
