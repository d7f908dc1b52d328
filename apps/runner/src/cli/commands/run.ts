import { dirname, resolve } from 'node:path';
import type { RunState } from '@heed/schema';
import type { Client } from '../client.ts';
import { exitCodeOfState, exitCodes } from '../exit.ts';
import { readGraphFile } from '../graph-file.ts';
import { openEmbedded } from '../open.ts';
import { type RunOutput, selectOutput } from '../output/select.ts';
import { prepareForRemote } from '../remote-files.ts';
import { checkGraph } from './validate.ts';

export interface RunCommandOptions {
  set: string[];
  fresh: boolean;
  /** Node ids. */
  to?: string;
  from?: string;
  fromFailure?: boolean;
  json: boolean;
  data: string;
  kinds?: string;
  runner?: string;
  /** Milliseconds. */
  checkpointEvery?: number;
}

/** States at which the command has nothing more to wait for. */
const restingStates: ReadonlySet<RunState> = new Set([
  'cancelled',
  'failed',
  'succeeded',
  'waiting_human',
  'interrupted',
]);

/** `heed run FILE`: runs a graph to its end, or until people are needed; Ctrl-C cancels. */
export async function run(file: string, options: RunCommandOptions): Promise<number> {
  const graph = readGraphFile(file);
  const folder = dirname(resolve(file));
  if (options.runner) {
    const { remoteClient } = await import('../remote.ts');
    const client = await remoteClient(options.runner, options.data);
    const ready = await prepareForRemote(graph, options, folder, client);
    return follow(client, { graph: ready, settings: [], ...partOf(options) }, options);
  }
  await checkGraph(graph, { ...options, ...partOf(options) });
  const client = await openEmbedded(options, folder);
  try {
    return await follow(client, { graph, settings: options.set, ...partOf(options) }, options);
  } finally {
    await client.close();
  }
}

function partOf({ fresh, to, from, fromFailure }: RunCommandOptions) {
  return { fresh, to, from, fromFailure };
}

async function follow(
  client: Client,
  start: Parameters<Client['start']>[0],
  options: RunCommandOptions,
): Promise<number> {
  const { id } = await client.start(start);
  const output = selectOutput(options.json, await client.run(id));
  const stopListening = cancelOnSignal(client, id);
  try {
    await watch(client, id, output);
  } finally {
    stopListening();
    output.close();
  }
  const view = await client.run(id);
  await output.finish(view, client, options.data);
  return exitCodeOfState(view.state);
}

/** Passes events on until the run rests. */
async function watch(client: Client, id: string, output: RunOutput): Promise<void> {
  const stop = new AbortController();
  for await (const event of client.events(id, stop.signal)) {
    output.show(event);
    if (event.payload.type === 'run-state' && restingStates.has(event.payload.state)) break;
  }
  stop.abort();
}

/** The first signal cancels the run, a second one ends this process at once. */
function cancelOnSignal(client: Client, id: string): () => void {
  let asked = false;
  const onSignal = () => {
    if (asked) process.exit(exitCodes.interrupted);
    asked = true;
    client.cancel(id).catch(() => process.exit(exitCodes.interrupted));
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
}
