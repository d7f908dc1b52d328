import * as ort from 'onnxruntime-node';
import type { Adapter } from '../adapters/adapter.ts';
import { readOnlyWeights, type WeightInputs } from '../adapters/weight-inputs.ts';
import { familyOf } from '../models/family.ts';
import type { Model } from '../models/model.ts';
import type { Random } from '../random/index.ts';
import { Session, type SessionOptions } from '../session/session.ts';
import { decodingGraph } from './decoding-graph.ts';
import { promptFeeds } from './prompt-blocks.ts';
import type { SamplingOptions } from './sampling.ts';

/** How a model continues prompts. */
export interface GeneratorOptions extends SessionOptions, SamplingOptions {
  /** Each generation uses the weights the model has at that moment. */
  model: Model;
  /** Lies on the model's weights. */
  adapter?: Adapter;
  maxNewTokens: number;
  /** A row that gives this token is finished. */
  endToken: number;
}

/** What a model wrote after one prompt. */
export interface Completion {
  /** New tokens, ending with the end token if the row is finished. */
  tokens: number[];
  /** Of each new token, in nats, in the whole distribution at the temperature (at 1 if the temperature is 0). */
  logProbs: number[];
  /** Whether the end token was given; otherwise the row was cut at `maxNewTokens`. */
  finished: boolean;
}

/** Continues prompts, all new tokens of a batch in a single run. */
export class Generator {
  readonly model: Model;
  private readonly session: Session;
  private readonly weights: WeightInputs;
  private readonly options: GeneratorOptions;

  private constructor(session: Session, weights: WeightInputs, options: GeneratorOptions) {
    this.model = options.model;
    this.session = session;
    this.weights = weights;
    this.options = options;
  }

  /** Writes the graph and opens it. Throws if an option is out of its range. */
  static async create(options: GeneratorOptions): Promise<Generator> {
    const { model, adapter, temperature, topK = 1, topP = 1, maxNewTokens, endToken } = options;
    if ((adapter ?? model).head !== 'language-model')
      throw new Error('Only a model with the language-model head can generate text.');
    if (!(temperature >= 0)) throw new Error(`The temperature must be 0 or more, not ${temperature}.`);
    if (!Number.isInteger(topK) || topK < 1)
      throw new Error(`topK must be a whole number from 1, not ${topK}.`);
    if (!(topP > 0 && topP <= 1)) throw new Error(`topP must be above 0 and at most 1, not ${topP}.`);
    if (!Number.isInteger(maxNewTokens) || maxNewTokens < 1)
      throw new Error(`maxNewTokens must be a whole number from 1, not ${maxNewTokens}.`);
    const weights = readOnlyWeights(model, adapter);
    const graph = decodingGraph(model, weights, endToken, options);
    return new Generator(await Session.open(graph, options), weights, options);
  }

  /**
   * Continues each prompt (token ids, at least one). Where every prompt stands there K times in a row, it is read once
   * for its K samples. `random` gives one number for each row and step, however early
   * rows end. A signal is looked at before and after the run.
   */
  async generate(
    prompts: readonly (readonly number[])[],
    random: Random,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Completion[]> {
    if (prompts.length === 0) return [];
    this.checkLengths(prompts);
    signal?.throwIfAborted();
    const { maxNewTokens } = this.options;
    const samples = samplesPerPrompt(prompts);
    const { feeds, placeOf, count } = promptFeeds(prompts.filter((_, row) => row % samples === 0));
    const rows = prompts.map(
      (_, row) => (placeOf[Math.floor(row / samples)] as number) * samples + (row % samples),
    );
    const columns = count * samples;
    const uniforms = new Float32Array(maxNewTokens * columns);
    for (let step = 0; step < maxNewTokens; step++)
      // (0, 1]: a token of probability 0 is never reached
      for (const row of rows) uniforms[step * columns + row] = 1 - random.uniform();
    const { tokens, logProbs } = await this.session.run({
      ...this.weights.feeds,
      ...feeds,
      uniforms: new ort.Tensor('float32', uniforms, [maxNewTokens, count, samples]),
    });
    signal?.throwIfAborted();
    return this.completions(rows, columns, tokens?.data as BigInt64Array, logProbs?.data as Float32Array);
  }

  /** Frees the session's memory; the model stays usable. */
  async dispose(): Promise<void> {
    await this.session.dispose();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }

  private checkLengths(prompts: readonly (readonly number[])[]): void {
    const { config } = this.model;
    const { contextLength } = familyOf(config.model_type).dimensions(config);
    const { maxNewTokens } = this.options;
    for (const [row, { length }] of prompts.entries()) {
      if (length === 0) throw new Error(`Prompt ${row + 1} is empty; give it at least one token.`);
      if (length + maxNewTokens > contextLength)
        throw new Error(
          `Prompt ${row + 1} has ${length} tokens, and ${maxNewTokens} new ones do not fit into the model's context of ` +
            `${contextLength}; shorten the prompt or generate fewer.`,
        );
    }
  }

  /** What the graph wrote into columns, the one of each row first to last. */
  private completions(
    rows: readonly number[],
    columns: number,
    tokens: BigInt64Array,
    logProbs: Float32Array,
  ): Completion[] {
    const steps = tokens.length / columns;
    return rows.map((row) => {
      const column = Array.from({ length: steps }, (_, step) => Number(tokens[step * columns + row]));
      const end = column.indexOf(this.options.endToken);
      const length = end < 0 ? steps : end + 1;
      return {
        tokens: column.slice(0, length),
        logProbs: Array.from({ length }, (_, step) => logProbs[step * columns + row] as number),
        finished: end >= 0,
      };
    });
  }
}

/** The largest K such that the prompts are runs of K equal ones. */
function samplesPerPrompt(prompts: readonly (readonly number[])[]): number {
  const equal = (a: readonly number[], b: readonly number[] | undefined) =>
    a === b || (a.length === b?.length && a.every((token, place) => token === b[place]));
  const starts = prompts.flatMap((prompt, row) => (equal(prompt, prompts[row - 1]) ? [] : [row]));
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));
  return [...starts, prompts.length].reduce(common, 0);
}
