import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { parseGraph } from '@heed/schema';
import { openRunner, type RunnerOptions } from '../runner.ts';
import type { Client } from './client.ts';
import { ownLibrary } from './library.ts';

/** A runner in this process, for graphs whose relative paths start from `folder`. */
export async function embeddedClient(options: RunnerOptions, folder: string): Promise<Client> {
  const runner = await openRunner(options);
  const { runs, artifacts, system } = runner.services;
  return {
    start: async ({ graph, ...wish }) =>
      runner.startIn(folder, { ...wish, graph: parseGraph(graph), idempotencyKey: randomUUID() }),
    cancel: async (id) => runs.cancel(id),
    pause: async (id) => runs.pause(id),
    resume: async (id) => runs.resume(id),
    run: async (id) => runs.get(id),
    runs: async () => runs.list(),
    events: (run, signal) => runs.events(run, 0, signal),
    logs: async (query) => runs.logs(query),
    artifact: (id) => artifacts.get(id),
    report: (id) => artifacts.report(id),
    rows: (query) => artifacts.rows(query),
    lineage: (query) => artifacts.lineage(query),
    file: async (id, path) => createReadStream(runner.artifacts.fileOf(id, path)),
    placeOf: (id) => runner.artifacts.folderOf(id),
    system: () => system.info(),
    library: ownLibrary(runner.services),
    isRemote: false,
    keepTrying: (call) => call(),
    close: () => runner.close(),
  };
}
