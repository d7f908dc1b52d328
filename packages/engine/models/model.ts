import { createRandom } from '../random/index.ts';
import { type ModelConfig, parseModelConfig } from './config.ts';
import { type Dimensions, familyOf, type Head, type ParameterSpec } from './family.ts';
import { ParameterVector } from './parameters.ts';

/** Weights by name, row-major float32. */
export type Tensors = Map<string, { shape: number[]; data: Float32Array }>;

/** A configuration, a head and weights. Trainers change the weights in place; forward passes read them. */
export class Model {
  readonly config: ModelConfig;
  readonly head: Head;
  readonly parameters: ParameterVector;

  private constructor(config: ModelConfig, head: Head) {
    this.config = config;
    this.head = head;
    this.parameters = new ParameterVector(specsOf(config, head));
  }

  /** A model with random weights; the same seed gives the same weights. */
  static initialize(config: unknown, options: { head: Head; seed: number | string }): Model {
    const model = new Model(parseModelConfig(config), options.head);
    for (const spec of specsOf(model.config, model.head))
      draw(spec, options.seed, model.parameters.view(spec.name));
    return model;
  }

  /**
   * A model with the weights of a checkpoint. A score head that the checkpoint lacks is drawn from `seed`;
   * anything else that is missing, of another shape or unknown is named in the error.
   */
  static fromTensors(
    config: unknown,
    tensors: ReadonlyMap<string, { shape: readonly number[]; data: Float32Array }>,
    options: { head: Head; seed: number | string },
  ): Model {
    const parsed = parseModelConfig(config);
    const specs = specsOf(parsed, options.head);
    const problems: string[] = [];
    const given = canonical(parsed, tensors, problems);
    problems.push(...misfits(parsed, specs, given));
    if (problems.length > 0)
      throw new Error(`The weights do not fit the configuration: ${listed(problems)}.`);
    const model = new Model(parsed, options.head);
    for (const spec of specs) {
      const tensor = given.get(spec.name);
      if (tensor === undefined) draw(spec, options.seed, model.parameters.view(spec.name));
      else model.parameters.view(spec.name).set(tensor.data);
    }
    return model;
  }

  /** The weights by name, over the model's own memory: copy them to keep them while the model is trained. */
  tensors(): Tensors {
    const { layout } = this.parameters;
    return new Map(
      [...layout].map(([name, { shape }]) => [name, { shape: [...shape], data: this.parameters.view(name) }]),
    );
  }

  /** The same model with weights of its own, e.g. the reference of a policy. */
  clone(): Model {
    const copy = new Model(this.config, this.head);
    copy.parameters.data.set(this.parameters.data);
    return copy;
  }

  /** The same backbone, copied, under another head; a score head is drawn from `seed`. */
  withHead(head: Head, seed: number | string): Model {
    return head === this.head ? this.clone() : Model.fromTensors(this.config, this.tensors(), { head, seed });
  }

  /** Vocabulary, context length and the other sizes. */
  get dimensions(): Dimensions {
    return familyOf(this.config.model_type).dimensions(this.config);
  }

  /** Number of weights. */
  get parameterCount(): number {
    return this.parameters.length;
  }
}

function specsOf(config: ModelConfig, head: Head): ParameterSpec[] {
  return familyOf(config.model_type).parameters(config, head);
}

/** Fills a weight. Each has a stream of its own, so that a head does not change what the backbone draws. */
export function draw({ name, initial }: ParameterSpec, seed: number | string, into: Float32Array): void {
  if (typeof initial === 'string') {
    into.fill(initial === 'ones' ? 1 : 0);
    return;
  }
  const random = createRandom(seed).fork(name);
  for (let place = 0; place < into.length; place++) into[place] = initial.normal * random.normal();
}

type GivenTensors = ReadonlyMap<string, { shape: readonly number[]; data: Float32Array }>;

/** The tensors by the engine's names, each once; where two that must be equal differ, `problems` says so. */
function canonical(config: ModelConfig, tensors: GivenTensors, problems: string[]): GivenTensors {
  const family = familyOf(config.model_type);
  const given = new Map<string, { shape: readonly number[]; data: Float32Array }>();
  for (const [name, tensor] of tensors) {
    const known = family.canonicalName(name);
    if (known !== undefined) given.set(known, tensor);
  }
  for (const [again, name] of Object.entries(family.tied(config))) {
    const [copy, tensor] = [given.get(again), given.get(name)];
    given.delete(again);
    if (copy !== undefined && tensor === undefined) given.set(name, copy);
    else if (copy !== undefined && !sameNumbers(copy.data, tensor?.data))
      problems.push(`${again} differs from ${name}, with which it should be tied`);
  }
  return given;
}

function sameNumbers(a: Float32Array, b: Float32Array | undefined): boolean {
  const bytes = (one: Float32Array) => Buffer.from(one.buffer, one.byteOffset, one.byteLength);
  return b !== undefined && bytes(a).equals(bytes(b));
}

/** What is missing, of another shape or unknown. A score head may be missing, and weights of the other head are left out. */
function misfits(config: ModelConfig, specs: readonly ParameterSpec[], given: GivenTensors): string[] {
  const problems: string[] = [];
  for (const { name, shape } of specs) {
    const tensor = given.get(name);
    if (tensor === undefined && !name.startsWith('score.')) problems.push(`${name} is missing`);
    else if (tensor !== undefined && tensor.shape.join() !== shape.join())
      problems.push(`${name} is [${tensor.shape.join(',')}] instead of [${shape.join(',')}]`);
  }
  const heads: Head[] = ['language-model', 'score'];
  const known = new Set(heads.flatMap((head) => specsOf(config, head).map(({ name }) => name)));
  for (const name of given.keys()) if (!known.has(name)) problems.push(`${name} is unknown`);
  return problems;
}

function listed(problems: readonly string[]): string {
  const shown = problems.slice(0, 5).join('; ');
  return problems.length > 5 ? `${shown}; and ${problems.length - 5} more` : shown;
}
