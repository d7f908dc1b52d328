import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { applySettings, type Graph, GraphError, parseGraph, plan } from '@heed/schema';
import BetterSqlite3 from 'better-sqlite3';
import { migrations } from '../../db/migrations/index.ts';
import { loadKinds } from '../../execution/kinds.ts';
import { chooseActivePart, graphOfPart } from '../../execution/parts.ts';
import { checkMemory } from '../../graphs/memory.ts';
import { preflight } from '../../operations/preflight.ts';
import { exitCodes } from '../exit.ts';
import { readGraphFile } from '../graph-file.ts';
import { preflightTable } from '../output/preflight.ts';

interface CheckOptions {
  set: string[];
  kinds?: string;
  to?: string;
  from?: string;
}

/** The plan of a graph with settings applied. Throws a `GraphError` with all that is wrong. */
async function planOf(graph: Graph, options: CheckOptions) {
  const { catalogue } = await loadKinds(options.kinds && resolve(options.kinds));
  const changed = parseGraph(applySettings(graph, options.set, catalogue));
  const { nodes } = chooseActivePart(changed, catalogue, options);
  const { steps, problems } = plan(graphOfPart(changed, nodes), catalogue);
  if (problems.length) throw new GraphError(problems);
  return { steps, catalogue };
}

/** Throws a `GraphError` where a graph cannot run, be it for want of memory. */
export async function checkGraph(graph: Graph, options: CheckOptions): Promise<void> {
  const { steps, catalogue } = await planOf(graph, options);
  const { problems } = checkMemory(steps, catalogue);
  if (problems.length) throw new GraphError(problems);
}

/** `heed validate FILE`: says that a graph can run and what it will take, or throws a `GraphError` with all that is wrong. */
export async function validate(
  file: string,
  options: { set: string[]; kinds?: string; json: boolean; data: string },
): Promise<number> {
  const { steps, catalogue } = await planOf(readGraphFile(file), options);
  const data = existsSync(options.data) ? options.data : '.';
  const client = earlierRuns(options.data);
  const ahead = preflight(steps, catalogue, data, client);
  client?.close();
  if (ahead.problems.length) throw new GraphError(ahead.problems);
  for (const { message } of ahead.warnings) console.error(message.en);
  if (options.json) {
    const { nodes, ...more } = ahead;
    console.log(
      JSON.stringify({ type: 'result', status: 'valid', nodes: nodes.length, preflight: { nodes, ...more } }),
    );
  } else
    console.log(`${file} is valid: ${steps.map(({ node }) => node).join(' → ')}\n${preflightTable(ahead)}`);
  return exitCodes.done;
}

/** The database of a data folder, to look into; undefined where there is none of this Heed's format. */
function earlierRuns(data: string): BetterSqlite3.Database | undefined {
  const file = join(data, 'heed.db');
  if (!existsSync(file)) return undefined;
  const client = new BetterSqlite3(file, { readonly: true });
  if (client.pragma('user_version', { simple: true }) === migrations.length) return client;
  client.close();
  return undefined;
}
