import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { InputArtifact, NodeContext, NodeRun, NodeSpec } from '@heed/schema';

/** A node to run as the runner would, in this process. */
export interface NodeJob {
  kind: string;
  folder: string;
  config: Record<string, unknown>;
  inputs: Record<string, InputArtifact>;
}

/** Every node of the benchmarks draws from the same seed. */
export const SEED = 11;

/**
 * Runs a node. `onMetrics` hears every point of its curves at once and may hold the node up; when it returns false, the
 * node is stopped as by a cancel and the result is undefined.
 */
export async function runNode(
  { kind, folder, config, inputs }: NodeJob,
  onMetrics: (values: Record<string, number>) => boolean,
): Promise<Record<string, number> | undefined> {
  const { default: spec } = (await import(`@heed/nodes/${kind}/spec.ts`)) as { default: NodeSpec };
  const { run } = (await import(`@heed/nodes/${kind}/run.ts`)) as { run: NodeRun<unknown> };
  const stop = new AbortController();
  const context: NodeContext<unknown> = {
    nodeId: kind,
    config: spec.config.parse(config),
    inputs: Object.fromEntries(Object.entries(inputs).map(([port, one]) => [port, [one]])),
    seed: SEED,
    output: (port) => outputFolder(folder, port),
    progress: () => {},
    metrics: (_, values) => {
      if (!onMetrics(values)) stop.abort();
    },
    log: () => {},
    device: () => {},
    checkpoint: {
      resume: async () => undefined,
      due: () => false,
      save: async () => {},
      show: async () => {},
    },
    ask: () => Promise.reject(new Error('A benchmark has nobody to ask.')),
    endpoint: () => undefined,
    resolveFile: (path) => path,
    finishing: false,
    signal: stop.signal,
  };
  try {
    return await run(context);
  } catch (error) {
    if (stop.signal.aborted) return undefined;
    throw error;
  }
}

function outputFolder(folder: string, port: string) {
  const directory = join(folder, 'outputs', port);
  mkdirSync(directory, { recursive: true });
  return { directory, describe: () => {} };
}
