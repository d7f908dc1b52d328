import { resolve } from 'node:path';
import { readHolder } from '../data-folder.ts';
import { UserError } from '../errors.ts';
import type { Client } from './client.ts';

export interface ClientOptions {
  data: string;
  kinds?: string;
  runner?: string;
  /** Lets us in at the runner. */
  token?: string;
  /** Milliseconds. */
  checkpointEvery?: number;
}

/** The runner that holds the data folder where one serves it, else one in this process. */
export async function openClient(options: ClientOptions): Promise<Client> {
  const { remoteClient } = await import('./remote.ts');
  const { runner, data, token } = options;
  if (runner) return remoteClient({ runner, data, token });
  try {
    return await openEmbedded(options, process.cwd());
  } catch (error) {
    const url = readHolder(options.data)?.url;
    if (!(error instanceof UserError) || error.code !== 'CONFLICT' || !url) throw error;
    return remoteClient({ runner: url, data });
  }
}

/** A runner in this process; relative paths of graphs start from `folder`. */
export async function openEmbedded(options: ClientOptions, folder: string): Promise<Client> {
  const { embeddedClient } = await import('./embedded.ts');
  const kindsFolder = options.kinds && resolve(options.kinds);
  const { data: dataFolder, checkpointEvery: checkpointMs } = options;
  return embeddedClient({ dataFolder, kindsFolder, checkpointMs, resume: false }, folder);
}
