import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { emptyGraph, type Graph } from '@heed/schema';
import { openRunner, type Runner } from '../../apps/runner/src/runner.ts';
import type { Row, RunnerBench } from './row.ts';

const CHAINS = 10;
/** The fastest counts: other work on the machine only adds. */
const CACHED_ROUNDS = 5;
const kindsFolder = join(import.meta.dirname, 'kinds');

/** Ten chains of nodes that do nothing. */
export function chainsOf(count: number): Graph {
  const numbers = Array.from({ length: count }, (_, number) => number);
  return {
    ...emptyGraph(`${count} nodes`),
    nodes: numbers.map((number) => ({
      ...{ id: `n${number}`, kind: 'noop', version: 1, config: { number } },
      position: { x: Math.floor(number / CHAINS) * 200, y: (number % CHAINS) * 100 },
    })),
    edges: numbers.slice(CHAINS).map((number) => ({
      from: { node: `n${number - CHAINS}`, port: 'out' },
      to: { node: `n${number}`, port: 'in' },
    })),
  };
}

/** Milliseconds from the request to the end of a run. */
async function timeRun(runner: Runner, graph: Graph): Promise<number> {
  const started = performance.now();
  const { id } = runner.startIn('/', { graph, idempotencyKey: randomUUID() });
  const last = runner.log.lastSeq(id);
  for await (const _ of runner.services.runs.events(id, last, new AbortController().signal)) {
    // Only the end matters.
  }
  const took = performance.now() - started;
  const { state, error } = runner.services.runs.get(id);
  if (state !== 'succeeded') throw new Error(`The run of ${graph.nodes.length} nodes ${state}: ${error?.en}`);
  return took;
}

/** Seconds that Dagster takes for the same shape, in one process; undefined where it is not installed. */
async function dagster(count: number): Promise<number | undefined> {
  const python = process.env.DAGSTER_PYTHON ?? join(import.meta.dirname, '../.venv/bin/python');
  if (!existsSync(python)) return undefined;
  try {
    const script = join(import.meta.dirname, 'dagster_nodes.py');
    const { stdout } = await promisify(execFile)(python, [script, String(count), String(CHAINS)]);
    return Number(stdout.trim().split('\n').at(-1));
  } catch (error) {
    const reason = (error as Error).message.includes('No module named')
      ? 'it is not installed'
      : String(error);
    console.error(`Dagster is left out (${reason}); DAGSTER_PYTHON names a Python that has it.`);
    return undefined;
  }
}

export const bench: RunnerBench = async ({ quick }) => {
  const count = quick ? 100 : 1000;
  const folder = mkdtempSync(join(tmpdir(), 'heed-bench-'));
  const runner = await openRunner({ dataFolder: join(folder, 'data'), kindsFolder, resume: true });
  try {
    const graph = chainsOf(count);
    const cold = await timeRun(runner, graph);
    let cached = Number.POSITIVE_INFINITY;
    for (let round = 0; round < CACHED_ROUNDS; round++)
      cached = Math.min(cached, await timeRun(runner, graph));
    const theirs = await dagster(count);
    const peer = theirs === undefined ? undefined : { name: 'Dagster', value: theirs };
    const rows: Row[] = [
      { name: `${count} nodes that do nothing, cold`, value: cold / 1000, unit: 's', atMost: 10, peer },
      { name: `${count} nodes, all from the cache`, value: cached, unit: 'ms', atMost: 300 },
    ];
    return rows;
  } finally {
    await runner.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
