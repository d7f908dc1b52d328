import { rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UserError } from '../../errors.ts';
import type { Client } from '../client.ts';
import { exitCodes } from '../exit.ts';
import { fetchInto } from '../fetch-artifact.ts';
import { refuseFilled } from '../new-folder.ts';
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

async function copyAll(client: Client, outputs: [string, string][], folder: string): Promise<void> {
  for (const [port, id] of outputs)
    await fetchInto(client, id, outputs.length === 1 ? folder : join(folder, port));
}
