import { join, resolve } from 'node:path';

/**
 * Turns a path of a config into an absolute one: `upload:<sha256>/<name>`, absolute, or relative to the
 * graph's folder. Throws for an upload that does not read as one.
 */
export function resolveConfigPath(path: string, folder: string, uploads: string): string {
  if (!path.startsWith('upload:')) return resolve(folder, path);
  const [, digest, name] = /^upload:([0-9a-f]{64})\/([^/\\]+)$/.exec(path) ?? [];
  if (!digest || !name || name === '.' || name === '..') {
    throw new Error(`"${path}" does not read as upload:<sha256>/<name>; upload the file again.`);
  }
  return join(uploads, digest, name);
}
