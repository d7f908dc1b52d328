import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { gradients } from '../autodiff/gradients.ts';
import { buildGraph } from '../onnx/build.ts';
import { createRandom } from '../random/index.ts';
import { type Feed, feed, fromOrt, toOrt } from '../session/feed.ts';
import { Session } from '../session/session.ts';
import { evaluate } from '../tensor/dimension.ts';
import { Operator } from '../tensor/operator.ts';
import type { Sample, SampleInput } from '../tensor/sample.ts';
import { input, type Tensor } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { mul } from './mul.ts';
import { sum } from './sum.ts';

const files = readdirSync(import.meta.dirname).filter((file) => /^\w+\.ts$/.test(file));
const step = 1e-5;

describe.each(files)('%s', async (file) => {
  const { default: operator }: { default: Operator<never, never> } = await import(
    new URL(file, import.meta.url).href
  );

  test('exports an operator with samples', () => {
    expect(operator).toBeInstanceOf(Operator);
    expect(operator.definition.samples.length).toBeGreaterThan(0);
  });

  test.each(operator.definition.samples.map((sample: Sample, n: number) => ({ n, sample })))(
    'sample $n: shapes are as declared and the gradient equals central differences',
    async ({ sample }: { sample: Sample }) => {
      const trial = new Trial(sample, file);
      await using _session = await trial.open();
      await trial.checkShapes();
      await trial.checkGradients();
    },
  );
});

/** One sample with its drawn inputs, and the scalar L = Σ wᵢ yᵢ with random weights over all its real outputs. */
class Trial {
  readonly bindings: ReadonlyMap<string, number>;
  readonly feeds: Record<string, Feed>;
  readonly inputs: Tensor[];
  readonly outputs: Tensor[];
  readonly differentiable: number[];
  readonly slopes: (Tensor | undefined)[];
  readonly loss: Tensor | undefined;
  session!: Session;

  constructor(sample: Sample, seed: string) {
    this.bindings = new Map(Object.entries(sample.dims ?? {}));
    const random = createRandom(seed);
    const draw = ({ shape, dtype, low, high }: SampleInput) => {
      const lengths = shape.map((dim) => evaluate(dim, this.bindings) as number);
      const size = lengths.reduce((all, one) => all * one, 1);
      const values = Array.from({ length: size }, () => low + (high - low) * random.uniform());
      return feed(dtype === 'int64' ? values.map(Math.floor) : values, lengths, dtype);
    };
    this.feeds = Object.fromEntries(sample.inputs.map((one, n) => [`x${n}`, draw(one)]));
    this.inputs = sample.inputs.map(({ shape, dtype }, n) => input(`x${n}`, shape, dtype));
    this.outputs = [sample.build(this.inputs)].flat();
    this.differentiable = sample.inputs.flatMap(({ dtype }, n) => (dtype === 'float64' ? [n] : []));
    const real = this.outputs.filter((output) => output.dtype === 'float64');
    const weighted = real.map((output) => {
      const lengths = output.shape.map((dim) => evaluate(dim, this.bindings) as number);
      const size = lengths.reduce((all, one) => all * one, 1);
      const name = `w${Object.keys(this.feeds).length}`;
      const weights = input(name, output.shape, 'float64');
      this.feeds[name] = feed(
        Array.from({ length: size }, () => random.normal()),
        lengths,
        'float64',
      );
      this.inputs.push(weights);
      return sum(mul(output, weights));
    });
    this.loss = weighted.length > 0 ? weighted.reduce((a, b) => add(a, b)) : undefined;
    const wrt = this.differentiable.map((n) => this.inputs[n] as Tensor);
    this.slopes = this.loss === undefined ? [] : gradients(this.loss, wrt);
  }

  async open() {
    const outputs = Object.fromEntries(this.outputs.map((tensor, n) => [`y${n}`, tensor]));
    const slopes = Object.fromEntries(
      this.slopes.flatMap((tensor, n) => (tensor ? [[`d${n}`, tensor]] : [])),
    );
    const graph = buildGraph(this.inputs, { ...outputs, ...slopes, ...(this.loss && { loss: this.loss }) });
    this.session = await Session.open(graph, { device: 'cpu', threads: 1 });
    return { [Symbol.asyncDispose]: () => this.session.dispose() };
  }

  async run() {
    const feeds = Object.fromEntries(Object.entries(this.feeds).map(([name, one]) => [name, toOrt(one)]));
    return this.session.run(feeds);
  }

  async checkShapes() {
    const results = await this.run();
    for (const [n, output] of this.outputs.entries()) {
      const { dims, type } = results[`y${n}`] as NonNullable<(typeof results)[string]>;
      expect({ dims: [...dims], type }).toEqual({
        dims: output.shape.map((dim) => evaluate(dim, this.bindings)),
        type: output.dtype,
      });
    }
  }

  async checkGradients() {
    if (this.loss === undefined) return;
    const results = await this.run();
    for (const [place, n] of this.differentiable.entries()) {
      const { data } = this.feeds[`x${n}`] as { data: Float64Array };
      const slope = this.slopes[place];
      const computed = slope && [...(fromOrt(results[`d${place}`] as never).data as Float64Array)];
      const expected: number[] = [];
      for (const index of data.keys()) expected.push(await this.difference(data, index));
      for (const [index, value] of expected.entries())
        expect(Math.abs((computed?.[index] ?? 0) - value), `x${n}[${index}]`).toBeLessThan(
          1e-7 * (1 + Math.abs(value)),
        );
    }
  }

  private async difference(data: Float64Array, index: number) {
    const value = data[index] as number;
    const at = async (x: number) => {
      data[index] = x;
      return (fromOrt((await this.run()).loss as never).data as Float64Array)[0] as number;
    };
    const slope = ((await at(value + step)) - (await at(value - step))) / (2 * step);
    data[index] = value;
    return slope;
  }
}
