import Table from 'cli-table3';
import type { RunView } from '../../api/views.ts';
import type { Client } from '../client.ts';
import { exitCodes } from '../exit.ts';
import { type ClientOptions, openClient } from '../open.ts';
import { resultOf } from '../output/json.ts';

const plainStyle = { style: { head: [], border: [], compact: true } };

function shownTime(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

function duration({ startedAt, finishedAt }: { startedAt?: number; finishedAt?: number }): string {
  if (startedAt === undefined) return '';
  return `${(((finishedAt ?? Date.now()) - startedAt) / 1000).toFixed(1)} s`;
}

/** `heed runs list` */
export async function list(options: ClientOptions & { json: boolean }): Promise<number> {
  const client = await openClient(options);
  try {
    const runs = await client.runs();
    if (options.json) for (const run of runs) console.log(JSON.stringify(run));
    else {
      const table = new Table({ head: ['run', 'graph', 'state', 'started (UTC)', 'took'], ...plainStyle });
      for (const run of runs)
        table.push([run.id, run.graphName, run.state, shownTime(run.createdAt), duration(run)]);
      console.log(table.toString());
    }
  } finally {
    await client.close();
  }
  return exitCodes.done;
}

/** `heed runs show RUN` */
export async function show(id: string, options: ClientOptions & { json: boolean }): Promise<number> {
  const client = await openClient(options);
  try {
    const view = await client.run(id);
    if (options.json) console.log(JSON.stringify(resultOf(view, client)));
    else console.log(describeRun(view));
  } finally {
    await client.close();
  }
  return exitCodes.done;
}

function describeRun(view: RunView): string {
  const table = new Table({ head: ['node', 'kind', 'state', 'took', 'results'], ...plainStyle });
  for (const node of view.nodes) {
    const results = Object.entries(node.results).map(
      ([name, value]) => `${name} ${Number(value.toPrecision(4))}`,
    );
    const source = node.cache?.hit && (node.cache.pinned ? 'pinned' : 'cache');
    const state = source ? `${node.state} (${source})` : node.state;
    table.push([node.node, node.kind, state, duration(node), results.join('\n')]);
  }
  const error = view.error ? `\n${view.error.en}` : '';
  return `${view.graphName}: ${view.state}${error}\n${table.toString()}`;
}

/** Asks something of a run and says how it then stands. */
async function tell(
  id: string,
  options: ClientOptions,
  ask: (client: Client) => Promise<void>,
): Promise<number> {
  const client = await openClient(options);
  try {
    await ask(client);
    const { state } = await client.run(id);
    const more = state === 'interrupted' ? '; it goes on when "heed serve" is started' : '';
    console.log(`Run ${id} is ${state}${more}.`);
  } finally {
    await client.close();
  }
  return exitCodes.done;
}

/** `heed runs cancel RUN` */
export function cancel(id: string, options: ClientOptions): Promise<number> {
  return tell(id, options, (client) => client.cancel(id));
}

/** `heed runs pause RUN` */
export function pause(id: string, options: ClientOptions): Promise<number> {
  return tell(id, options, (client) => client.pause(id));
}

/** `heed runs resume RUN` */
export function resume(id: string, options: ClientOptions): Promise<number> {
  return tell(id, options, (client) => client.resume(id));
}

/** `heed runs delete RUN` */
export async function remove(id: string, options: ClientOptions): Promise<number> {
  const client = await openClient(options);
  try {
    await client.library.removeRun(id);
    console.log(`Run ${id} is deleted; "heed gc" frees what only it referred to.`);
  } finally {
    await client.close();
  }
  return exitCodes.done;
}
