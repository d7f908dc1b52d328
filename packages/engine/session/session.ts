import { availableParallelism } from 'node:os';
import * as ort from 'onnxruntime-node';
import { machineMemory, requireMemory } from '../memory/machine.ts';
import { graphBytes } from '../memory/peak.ts';
import { encodeModel } from '../onnx/encode.ts';
import { type Graph, shapeText } from '../onnx/graph.ts';
import { evaluate, isSymbol } from '../tensor/dimension.ts';
import { chooseDevice } from './choose-device.ts';
import { type Device, type DeviceName, providersFor } from './device.ts';

/** How a session runs. */
export interface SessionOptions {
  /** Default `auto`. */
  device?: Device;
  /** Threads for one operator; `defaultThreads()` by default. */
  threads?: number;
}

/** Threads of a session that is not told otherwise: 2, or 1 on a machine with a single core. */
export function defaultThreads(): number {
  return Math.min(2, availableParallelism());
}

/** A graph opened in onnxruntime. */
export class Session {
  readonly graph: Graph;
  /** Where it runs. */
  readonly device: DeviceName;
  private session: ort.InferenceSession | undefined;
  private readonly running = new Set<Promise<unknown>>();
  /** Lengths by symbol with which a run fits the machine, so that smaller ones need no look. */
  private fitting: ReadonlyMap<string, number> = new Map();

  private constructor(graph: Graph, device: DeviceName, session: ort.InferenceSession) {
    this.graph = graph;
    this.device = device;
    this.session = session;
  }

  /**
   * Opens a graph on the device that `chooseDevice` finds. Throws one sentence if there is no such device, or with the
   * graph's name if onnxruntime refuses it.
   */
  static async open(graph: Graph, options: SessionOptions = {}): Promise<Session> {
    const { device } = await chooseDevice(options.device);
    try {
      const session = await ort.InferenceSession.create(encodeModel(graph), {
        executionProviders: providersFor(device),
        intraOpNumThreads: options.threads ?? defaultThreads(),
        interOpNumThreads: 1,
        // a pattern is one block for all values of a run, kept beside what the first run of each shape took: two fifths
        // more memory in a training step, and no faster
        enableMemPattern: false,
        // graphs are written with fused operators already; higher levels only take longer to open
        graphOptimizationLevel: 'basic',
        logSeverityLevel: 3,
        // threads that wait do not spin: a fifth less processor time a step, and no slower on an idle machine
        extra: { session: { intra_op: { allow_spinning: '0' } } },
      });
      return new Session(graph, device, session);
    } catch (error) {
      throw new Error(`The graph "${graph.name}" cannot be opened on ${device}: ${reason(error)}`);
    }
  }

  /** Runs the graph. `fetches` may name tensors that receive the outputs (null: a new one); the feeds must fit. */
  async run(
    feeds: Readonly<Record<string, ort.Tensor>>,
    fetches?: Readonly<Record<string, ort.Tensor | null>>,
  ): Promise<ort.InferenceSession.OnnxValueMapType> {
    const { session, graph } = this;
    if (session === undefined) throw new Error(`The session "${graph.name}" was disposed before this run.`);
    this.checkMemory(checkFeeds(graph, feeds));
    const running = fetches === undefined ? session.run(feeds) : session.run(feeds, fetches);
    this.running.add(running);
    try {
      return await running;
    } catch (error) {
      throw new Error(`The graph "${graph.name}" failed while running: ${reason(error)}`);
    } finally {
      this.running.delete(running);
    }
  }

  /** Throws a MemoryError where a run of such lengths needs more than the machine has. */
  private checkMemory(lengths: ReadonlyMap<string, number>): void {
    if (this.device !== 'cpu') return;
    const longest = new Map(
      [...lengths].map(([name, one]) => [name, Math.max(one, this.fitting.get(name) ?? 0)]),
    );
    if ([...longest].every(([name, length]) => length === this.fitting.get(name))) return;
    const { total } = machineMemory();
    if (graphBytes(this.graph, longest) <= total) this.fitting = longest;
    else requireMemory(graphBytes(this.graph, lengths), sizeOfRun(this.graph, lengths), { total });
  }

  /** Frees the session's memory, after the runs that have begun. */
  async dispose(): Promise<void> {
    const { session } = this;
    this.session = undefined;
    await Promise.allSettled(this.running);
    await session?.release();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }
}

function sizeOfRun({ name }: Graph, lengths: ReadonlyMap<string, number>) {
  const shown = [...lengths].map(([symbol, length]) => `${symbol} = ${length}`).join(', ');
  return {
    what: { en: `The graph "${name}" with ${shown}`, zh: `计算图“${name}”（${shown}）` },
    advice: {
      en: 'lower the batch size, the lengths or the size of the model',
      zh: '请减小批大小、长度或模型',
    },
  };
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? text;
}

/** The lengths that the feeds give to symbols. Throws where they do not fit the graph. */
function checkFeeds(graph: Graph, feeds: Readonly<Record<string, ort.Tensor>>): Map<string, number> {
  const bindings = new Map<string, number>();
  const boundBy = new Map<string, string>();
  const expected = (name: string) => graph.inputs.find((one) => one.name === name);
  for (const name of Object.keys(feeds))
    if (expected(name) === undefined) throw new Error(`The graph "${graph.name}" has no input "${name}".`);
  for (const { name, type } of graph.inputs) {
    const tensor = feeds[name];
    if (tensor === undefined)
      throw new Error(`The graph "${graph.name}" needs a value for its input "${name}".`);
    const want = `${type.dtype}${shapeText(type.shape)}`;
    if (tensor.type !== type.dtype || tensor.dims.length !== type.shape.length)
      throw new Error(`Input "${name}" must be ${want}, not ${tensor.type}${shapeText(tensor.dims)}.`);
    for (const [axis, dim] of type.shape.entries()) {
      const length = tensor.dims[axis] as number;
      if (isSymbol(dim) && !bindings.has(dim)) {
        bindings.set(dim, length);
        boundBy.set(dim, name);
      }
      const should = evaluate(dim, bindings);
      if (should !== undefined && should !== length)
        throw new Error(
          `Input "${name}" must be ${want}, but axis ${axis} is ${length} instead of ${should}` +
            `${typeof dim === 'string' && boundBy.has(dim) ? ` (${dim} in "${boundBy.get(dim)}")` : ''}.`,
        );
    }
  }
  return bindings;
}
