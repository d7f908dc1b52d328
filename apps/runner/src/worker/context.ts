import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Asked, LabelingRequest, NodeContext, OutputFolder } from '@heed/schema';
import { CheckpointFolder } from './checkpoints.ts';
import type { About, Job } from './messages.ts';
import type { Outbox } from './outbox.ts';
import { resolveConfigPath } from './paths.ts';

export interface Surroundings {
  outbox: Outbox;
  signal: AbortSignal;
  ask(request: LabelingRequest): Promise<Asked>;
}

/** Makes what a node's `run` may touch; `abouts` fills with what it says about its outputs. */
export function makeContext(job: Job, { outbox, signal, ask }: Surroundings) {
  const abouts: Record<string, About> = {};
  const output = (port: string): OutputFolder => {
    if (!job.outputPorts.includes(port)) {
      throw new Error(
        `"${job.kind}" has no output "${port}"; its outputs are ${job.outputPorts.join(', ')}.`,
      );
    }
    const directory = join(job.staging, port);
    mkdirSync(directory, { recursive: true });
    abouts[port] ??= { facts: {}, summary: [] };
    return { directory, describe: (about) => Object.assign(abouts[port] as About, about) };
  };
  const context: NodeContext = {
    nodeId: job.node,
    config: job.config,
    inputs: job.inputs,
    seed: job.seed,
    output,
    progress: (fraction, message) => outbox.progress(fraction, message),
    metrics: (step, values) => outbox.metrics(step, values),
    log: (level, message) => outbox.log(level, message),
    device: (use) => outbox.device(use),
    ask,
    checkpoint: new CheckpointFolder({ ...job.checkpoints, outbox, signal }),
    endpoint: (name) => job.endpoints.find((one) => one.name === name),
    resolveFile: (path) => resolveConfigPath(path, job.folder, job.uploads),
    get finishing() {
      return outbox.rules.finishing;
    },
    signal,
  };
  return { context, abouts };
}
