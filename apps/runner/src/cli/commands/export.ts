import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../errors.ts';
import type { Client } from '../client.ts';
import { exitCodes } from '../exit.ts';
import { type ClientOptions, openClient } from '../open.ts';

/** `heed export RUN NODE DIR`: one output lies in DIR itself, several in a folder each, by port. */
export async function exportNode(
  run: string,
  node: string,
  target: string,
  options: ClientOptions,
): Promise<number> {
  const client = await openClient(options);
  try {
    const outputs = await outputsOf(client, run, node);
    await refuseFilled(target);
    const partial = `${resolve(target)}.partial-${process.pid}`;
    await copyAll(client, outputs, partial).catch(async (error) => {
      await rm(partial, { recursive: true, force: true });
      throw error;
    });
    await rm(target, { recursive: true, force: true });
    await rename(partial, target);
    console.log(`Exported ${outputs.map(([port]) => `${node}.${port}`).join(', ')} to ${resolve(target)}`);
  } finally {
    await client.close();
  }
  return exitCodes.done;
}

async function outputsOf(client: Client, run: string, node: string): Promise<[string, string][]> {
  const view = await client.run(run);
  const found = view.nodes.find((one) => one.node === node);
  const outputs = Object.entries(found?.outputs ?? {});
  if (outputs.length) return outputs;
  const nodes = view.nodes.filter((one) => Object.keys(one.outputs).length).map((one) => one.node);
  throw new UserError('NOT_FOUND', {
    en: `Node "${node}" of run ${run} has no outputs; those with outputs are ${nodes.join(', ') || 'none'}.`,
    zh: `运行 ${run} 的节点“${node}”没有输出；有输出的节点：${nodes.join('、') || '无'}。`,
  });
}

async function refuseFilled(target: string): Promise<void> {
  const entries = await readdir(target).catch(() => []);
  if (entries.length === 0) return;
  throw new UserError('CONFLICT', {
    en: `The folder ${resolve(target)} is not empty; name a new one.`,
    zh: `文件夹 ${resolve(target)} 不为空；请指定新的文件夹。`,
  });
}

async function copyAll(client: Client, outputs: [string, string][], folder: string): Promise<void> {
  for (const [port, id] of outputs) {
    const place = outputs.length === 1 ? folder : join(folder, port);
    const { manifest } = await client.artifact(id);
    await mkdir(place, { recursive: true });
    for (const { path } of manifest.files) {
      const file = join(place, path);
      await mkdir(dirname(file), { recursive: true });
      await pipeline(await client.file(id, path), createWriteStream(file));
    }
  }
}
