import Table from 'cli-table3';
import type { RunView } from '../../api/views.ts';
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

/** `heed runs cancel RUN` */
export async function cancel(id: string, options: ClientOptions): Promise<number> {
  const client = await openClient(options);
  try {
    await client.cancel(id);
    console.log(`Run ${id} is ${(await client.run(id)).state}.`);
  } finally {
    await client.close();
  }
  return exitCodes.done;
}
