import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { configured, tiny, weather } from './graphs.ts';
import { Served } from './served.ts';

const root = join(import.meta.dirname, '../../..');
const cache = join(root, 'node_modules/.cache/heed-finished');
/** What a finished run is made of. */
const sources = ['packages', 'apps/runner/src', 'templates', 'tests/journeys/support/graphs.ts'];

/** A server whose only pipeline, the tiny weather template, has been run to its end. */
export interface Finished extends AsyncDisposable {
  served: Served;
  graph: string;
  run: string;
}

/**
 * Starts a server that has a finished run, for tests of what is done with one. The run is made once for each state of
 * the sources and copied, so that the tests train nothing.
 */
export async function startFinished(...options: string[]): Promise<Finished> {
  const folder = join(cache, digest());
  if (!existsSync(folder)) await make(folder);
  const served = await Served.startFrom(folder, ...options);
  const [graph] = await served.api.graphs.list.query();
  if (!graph) throw new Error(`The data folder ${folder} has no graph; delete it.`);
  const run = await served.lastRun(graph.id);
  return { served, graph: graph.id, run, [Symbol.asyncDispose]: () => served[Symbol.asyncDispose]() };
}

/** Runs the pipeline and keeps the data; whoever is first among several test files wins. */
async function make(folder: string): Promise<void> {
  await using served = await Served.start();
  const graphId = await served.create(configured(weather(), tiny));
  const { id } = await served.api.runs.start.mutate({ graphId, idempotencyKey: 'finished' });
  await served.untilRun(id, 'succeeded');
  await served.stop();
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache))
    if (!join(cache, name).startsWith(folder)) rmSync(join(cache, name), { recursive: true, force: true });
  const whole = `${folder}.${process.pid}`;
  cpSync(served.data, whole, { recursive: true });
  if (!existsSync(folder)) renameSync(whole, folder);
}

function digest(): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesIn(join(root, source)))) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Files that decide what a run does, in order; tests and builds do not. */
function filesIn(path: string): string[] {
  if (statSync(path).isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(path)
    .filter((name) => name !== 'node_modules' && name !== 'dist')
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}
