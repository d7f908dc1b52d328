import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { RunView } from '../api/views.ts';
import { UserError } from '../errors.ts';
import type { Client } from './client.ts';

/** Times that a file which arrives damaged is fetched again. */
const MOST_TRIES = 3;

/** Copies an artifact's files into a folder, each checked against its digest. */
export async function fetchInto(client: Client, id: string, folder: string): Promise<void> {
  const { manifest } = await client.artifact(id);
  await mkdir(folder, { recursive: true });
  for (const file of manifest.files) {
    const target = join(folder, file.path);
    await mkdir(dirname(target), { recursive: true });
    await fetchFile(client, id, file, target);
  }
}

async function fetchFile(
  client: Client,
  id: string,
  { path, sha256 }: { path: string; sha256: string },
  target: string,
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const digest = await client.keepTrying(async () => {
      const hash = createHash('sha256');
      const hashed = async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      };
      await pipeline(await client.file(id, path), hashed, createWriteStream(target));
      return hash.digest('hex');
    });
    if (digest === sha256) return;
  }
  throw damaged(id, path);
}

/** Outputs that no other node of the run takes, as `node.port` with the artifact’s id. */
export function finalOutputs(view: RunView): { name: string; id: string }[] {
  const ran = new Set(view.nodes.map(({ node }) => node));
  const wires = view.graph.edges.filter(({ to }) => ran.has(to.node));
  const taken = new Set(wires.map(({ from }) => `${from.node}.${from.port}`));
  return view.nodes
    .flatMap(({ node, outputs }) =>
      Object.entries(outputs).map(([port, id]) => ({ name: `${node}.${port}`, id })),
    )
    .filter(({ name }) => !taken.has(name));
}

/** Results of runs elsewhere, each by its id and once: `<data>/fetched/<id>`. */
export async function fetchOnce(client: Client, id: string, data: string): Promise<string> {
  const place = resolve(data, 'fetched', id);
  if (existsSync(place)) return place;
  await fetchWhole(client, id, place);
  return place;
}

/** Fetches into a new folder: it is there with everything in it, or not at all. */
export async function fetchWhole(client: Client, id: string, place: string): Promise<void> {
  const partial = `${place}.partial-${process.pid}`;
  try {
    await rm(partial, { recursive: true, force: true });
    await fetchInto(client, id, partial);
    await rename(partial, place);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

function damaged(id: string, path: string): UserError {
  const artifact = id.slice(0, 12);
  return new UserError('CONFLICT', {
    en: `The file ${path} of the artifact ${artifact} does not have the digest that its manifest says; check the runner's disk with "heed doctor" there.`,
    zh: `产物 ${artifact} 的文件 ${path} 与其清单中的摘要不符；请在运行器上用“heed doctor”检查磁盘。`,
  });
}
