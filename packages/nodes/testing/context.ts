import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type Checkpoints,
  type DeviceUse,
  type InputArtifact,
  type JudgementRow,
  type LabelingRequest,
  type Message,
  type ModelEndpoint,
  messageIn,
  type NodeContext,
  type NodeRun,
  type NodeSpec,
} from '@heed/schema';
import type { z } from 'zod';
import { TestCheckpoints } from './checkpoints.ts';
import { type About, publish } from './publish.ts';

export interface TestOptions<Spec extends NodeSpec> {
  config?: z.input<Spec['config']>;
  /** One artifact or several by input port. */
  inputs?: Record<string, InputArtifact | InputArtifact[]>;
  seed?: number;
  nodeId?: string;
  /** Where relative paths of the config start; the test's own temporary folder by default. */
  graphFolder?: string;
  /** Stands in for people. */
  ask?: (request: LabelingRequest) => JudgementRow[] | Promise<JudgementRow[]>;
  signal?: AbortSignal;
  /** Endpoints that the runner knows. */
  endpoints?: ModelEndpoint[];
  /** Stands in for stop rules: is the work to end, after so many points? */
  finishing?: (points: number) => boolean;
  /** Where the node saves and goes on; by default it is never time to save. */
  checkpoint?: Checkpoints;
}

/** What a node did, as a test sees it. */
export interface Recording {
  metrics: { step: number; values: Record<string, number> }[];
  /** What it said, in English and in Chinese. */
  logs: { level: string; text: string; zh: string }[];
  progress: { fraction: number; message?: Message }[];
  devices: DeviceUse[];
  /** What people were asked. */
  requests: LabelingRequest[];
}

export interface TestContext<Config> extends Recording, AsyncDisposable {
  context: NodeContext<Config>;
  /** A temporary folder for this test; it goes when the test context is disposed. */
  folder: string;
  /** Publishes every output that the node wrote, by port. */
  publish(): Promise<Record<string, InputArtifact>>;
}

function checkDeclared(spec: NodeSpec, values: Record<string, number>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!Object.hasOwn(spec.metrics, name))
      throw new Error(`"${spec.kind}" reports the metric "${name}", which its spec does not explain.`);
    if (!Number.isFinite(value)) throw new Error(`The metric "${name}" of "${spec.kind}" is ${value}.`);
  }
}

function makeOutputs(spec: NodeSpec, folder: string) {
  const folders = new Map<string, { directory: string; about: About }>();
  const open = (port: string) => {
    if (!spec.outputs[port]) throw new Error(`"${spec.kind}" has no output "${port}".`);
    const directory = join(folder, 'outputs', port);
    mkdirSync(directory, { recursive: true });
    const output = folders.get(port) ?? { directory, about: {} };
    folders.set(port, output);
    return { directory, describe: (about: About) => Object.assign(output.about, about) };
  };
  const publishAll = async () => {
    const published: Record<string, InputArtifact> = {};
    for (const [port, { type }] of Object.entries(spec.outputs)) {
      const output = folders.get(port);
      if (output) published[port] = await publish(output.directory, type, output.about);
    }
    return published;
  };
  return { open, publishAll };
}

/**
 * A node context in a temporary folder, without a runner:
 * `await using test = await testContext(spec, { config, inputs, seed: 1 })`, then `run(test.context)`.
 */
export async function testContext<Spec extends NodeSpec>(
  spec: Spec,
  options: TestOptions<Spec> = {},
): Promise<TestContext<z.output<Spec['config']>>> {
  const folder = await mkdtemp(join(tmpdir(), `heed-${spec.kind}-`));
  const recording: Recording = { metrics: [], logs: [], progress: [], devices: [], requests: [] };
  const outputs = makeOutputs(spec, folder);
  const inputs = Object.entries(options.inputs ?? {}).map(([port, artifacts]) => [port, [artifacts].flat()]);
  const context: NodeContext<z.output<Spec['config']>> = {
    nodeId: options.nodeId ?? spec.kind,
    config: spec.config.parse(options.config ?? {}) as z.output<Spec['config']>,
    inputs: Object.fromEntries(inputs),
    seed: options.seed ?? 1,
    output: outputs.open,
    progress: (fraction, message) => void recording.progress.push({ fraction, message }),
    metrics: (step, values) => {
      checkDeclared(spec, values);
      recording.metrics.push({ step, values });
    },
    log: (level, message) => {
      const [text, zh] = [messageIn(message, 'en'), messageIn(message, 'zh')];
      recording.logs.push({ level, text, zh });
    },
    device: (use) => void recording.devices.push(use),
    ask: async (request) => {
      recording.requests.push(request);
      if (!options.ask) throw new Error('This test has nobody to ask.');
      const judgements = await options.ask(request);
      return { judgements, source: { set: 'test', revision: judgements.length } };
    },
    checkpoint: options.checkpoint ?? new TestCheckpoints(join(folder, 'checkpoints')),
    endpoint: (name) => options.endpoints?.find((one) => one.name === name),
    resolveFile: (path) => resolve(options.graphFolder ?? folder, path),
    get finishing() {
      return options.finishing?.(recording.metrics.length) ?? false;
    },
    signal: options.signal ?? new AbortController().signal,
  };
  const dispose = () => rm(folder, { recursive: true, force: true });
  return { context, folder, ...recording, publish: outputs.publishAll, [Symbol.asyncDispose]: dispose };
}

/** Runs a node in a test context; gives its results and its published outputs. Throws for an output left out. */
export async function runNode<Spec extends NodeSpec>(
  spec: Spec,
  run: NodeRun<z.output<Spec['config']>>,
  test: TestContext<z.output<Spec['config']>>,
): Promise<{ results: Record<string, number>; outputs: Record<string, InputArtifact> }> {
  const results = (await run(test.context)) ?? {};
  checkDeclared(spec, results);
  const outputs = await test.publish();
  const missing = Object.keys(spec.outputs).filter((port) => !outputs[port]);
  if (missing.length) throw new Error(`"${spec.kind}" did not write its outputs ${missing.join(', ')}.`);
  return { results, outputs };
}
