import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, relative, sep } from 'node:path';
import { describeFile, listEntries } from '../artifacts/files.ts';
import { type Connection, HttpError } from './connect.ts';
import type { Patience } from './patience.ts';

/** Brings files and folders of this machine to a runner; what it has by digest is not sent again. */
export interface Uploads {
  /** Gives what may stand in a config: `upload:<sha256>/<name>`. */
  add(path: string): Promise<string>;
  /** Bytes that were sent. */
  sent(): number;
}

/** Uploads over a connection, again from the start of a file where it is cut. */
export function uploadsTo(connection: Connection, patience: Patience): Uploads {
  const { api, ask } = connection;
  let bytes = 0;
  const patiently = <Result>(call: () => Promise<Result>) => ask(() => patience.keepTrying(call));

  async function addFile(file: string): Promise<{ path: string; sha256: string }> {
    const [name, folder] = [basename(file), dirname(file)];
    const { sha256, size } = await describeFile(folder, file);
    const known = await patiently(() => api.uploads.find.mutate({ sha256, name }));
    if (known.path) return { path: known.path, sha256 };
    const path = await patiently(() => send(connection, file, name, sha256));
    bytes += size;
    return { path, sha256 };
  }

  async function addFolder(folder: string): Promise<string> {
    const files: { path: string; sha256: string }[] = [];
    for (const file of (await listEntries(folder)).files) {
      const { sha256 } = await addFile(file);
      files.push({ path: relative(folder, file).split(sep).join('/'), sha256 });
    }
    const made = await patiently(() => api.uploads.folder.mutate({ name: basename(folder), files }));
    return made.path;
  }

  return {
    async add(path) {
      return (await stat(path)).isDirectory() ? addFolder(path) : (await addFile(path)).path;
    },
    sent: () => bytes,
  };
}

async function send({ origin, headers }: Connection, file: string, name: string, sha256: string) {
  const target = `${origin}/uploads?name=${encodeURIComponent(name)}&sha256=${sha256}`;
  const type = { 'content-type': 'application/octet-stream' };
  const body = await openAsBlob(file);
  const answer = await fetch(target, { method: 'POST', body, headers: { ...headers, ...type } });
  if (!answer.ok) throw new HttpError(answer.status, await answer.text());
  return ((await answer.json()) as { path: string }).path;
}
