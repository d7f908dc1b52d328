import { dirname, resolve } from 'node:path';
import { bytesText } from '@heed/nodes/machine.ts';
import type { RunState } from '@heed/schema';
import type { RunView } from '../../api/views.ts';
import type { Client } from '../client.ts';
import { exitCodeOfState, exitCodes } from '../exit.ts';
import { fetchOnce, fetchWhole, finalOutputs } from '../fetch-artifact.ts';
import { readGraphFile } from '../graph-file.ts';
import { refuseFilled } from '../new-folder.ts';
import { type ClientOptions, openClient, openEmbedded } from '../open.ts';
import type { RunOutput } from '../output/output.ts';
import { selectOutput } from '../output/select.ts';
import { prepareForRemote } from '../remote-files.ts';
import { checkGraph } from './validate.ts';

export interface FollowOptions extends ClientOptions {
  json: boolean;
  /** Folder for the results. */
  output?: string;
  /** Bring results of a run elsewhere to the data folder. */
  fetch: boolean;
}

export interface RunCommandOptions extends FollowOptions {
  set: string[];
  fresh: boolean;
  /** Node ids. */
  to?: string;
  from?: string;
  fromFailure?: boolean;
  /** Start at the runner and come back at once. */
  detach: boolean;
}

/** States at which the command has nothing more to wait for. */
const restingStates: ReadonlySet<RunState> = new Set([
  'cancelled',
  'failed',
  'succeeded',
  'waiting_human',
  'interrupted',
]);

/** `heed run FILE`: runs a graph to its end, or until people are needed. */
export async function run(file: string, options: RunCommandOptions): Promise<number> {
  const graph = readGraphFile(file);
  if (options.output !== undefined) await refuseFilled(options.output);
  const folder = dirname(resolve(file));
  const { runner, data, token } = options;
  if (runner) {
    const { remoteClient } = await import('../remote.ts');
    const client = await remoteClient({ runner, data, token });
    const ready = await prepareForRemote(graph, options, folder, client.uploads);
    if (!options.json && client.uploads.sent())
      console.log(`Uploaded ${shownSize(client.uploads.sent())} of inputs.`);
    const { id } = await client.start({ graph: ready, settings: [], ...partOf(options) });
    return options.detach ? detached(id, options) : follow(client, id, options);
  }
  await checkGraph(graph, { ...options, ...partOf(options) });
  const client = await openEmbedded(options, folder);
  try {
    const { id } = await client.start({ graph, settings: options.set, ...partOf(options) });
    return await follow(client, id, options);
  } finally {
    await client.close();
  }
}

function partOf({ fresh, to, from, fromFailure }: RunCommandOptions) {
  return { fresh, to, from, fromFailure };
}

function shownSize(bytes: number): string {
  return bytes < 1e5 ? `${bytes} bytes` : bytesText(bytes);
}

/** `heed runs follow RUN`: shows a run from its start, and goes on with it to its end. */
export async function followRun(id: string, options: FollowOptions): Promise<number> {
  if (options.output !== undefined) await refuseFilled(options.output);
  const client = await openClient(options);
  try {
    return await follow(client, id, options);
  } finally {
    await client.close();
  }
}

async function follow(client: Client, id: string, options: FollowOptions): Promise<number> {
  const output = selectOutput(options.json, await client.run(id));
  const stopListening = client.isRemote ? detachOnSignal(id, options) : cancelOnSignal(client, id);
  try {
    await watch(client, id, output);
  } finally {
    stopListening();
    output.close();
  }
  const view = await client.run(id);
  if (view.state === 'succeeded') await fetchResults(client, view, options);
  await output.finish(view, client, options.data);
  return exitCodeOfState(view.state);
}

/** Passes events on until the run rests. */
async function watch(client: Client, id: string, output: RunOutput): Promise<void> {
  const stop = new AbortController();
  for await (const event of client.events(id, stop.signal)) {
    output.show(event);
    if (event.payload.type !== 'run-state') continue;
    if (restingStates.has(event.payload.state) || (await isStoppedByRule(client, id))) break;
  }
  stop.abort();
}

/** A run that a stop rule paused waits for a person; one that wants room on the disk goes on by itself. */
async function isStoppedByRule(client: Client, id: string): Promise<boolean> {
  return (await client.run(id)).pause === 'stop-rule';
}

/** Brings the results of a run elsewhere here, once and by digest; into the folder that was asked for, if one was. */
async function fetchResults(client: Client, view: RunView, options: FollowOptions): Promise<void> {
  const places = new Map<string, string>();
  for (const { name, id } of finalOutputs(view)) {
    if (client.isRemote && options.fetch) places.set(id, await fetchOnce(client, id, options.data));
    if (options.output === undefined) continue;
    const place = resolve(options.output, name);
    await fetchWhole(client, id, place);
    places.set(id, place);
  }
  const elsewhere = client.placeOf.bind(client);
  client.placeOf = (id) => places.get(id) ?? elsewhere(id);
}

/** The first signal cancels the run, a second one ends this process at once. */
function cancelOnSignal(client: Client, id: string): () => void {
  let asked = false;
  const onSignal = () => {
    if (asked) process.exit(exitCodes.interrupted);
    asked = true;
    client.cancel(id).catch(() => process.exit(exitCodes.interrupted));
  };
  return onEnd(onSignal);
}

/** A run elsewhere goes on without this command. */
function detachOnSignal(id: string, options: FollowOptions): () => void {
  return onEnd(() => {
    detached(id, options);
    process.exit(exitCodes.interrupted);
  });
}

function onEnd(onSignal: () => void): () => void {
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
}

/** Says how to come back to a run, and how to end it. */
function detached(id: string, { runner = '', json }: FollowOptions): number {
  const origin = URL.canParse(runner) ? new URL(runner).origin : runner;
  if (json) console.log(JSON.stringify({ type: 'detached', run: id, runner: origin }));
  else
    console.log(
      `Run ${id} goes on at ${origin}. See it: heed runs follow ${id} --runner ${origin}; end it: heed runs cancel ${id} --runner ${origin}`,
    );
  return exitCodes.done;
}
