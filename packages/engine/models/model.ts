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
    const model = new Model(parseModelConfig(config), options.head);
    const given = canonical(model.config, tensors);
    const problems: string[] = [];
    for (const spec of specsOf(model.config, model.head)) {
      const tensor = given.get(spec.name);
      if (tensor !== undefined && tensor.shape.join() === spec.shape.join())
        model.parameters.view(spec.name).set(tensor.data);
      else if (tensor !== undefined)
        problems.push(`${spec.name} is [${tensor.shape.join(',')}] instead of [${spec.shape.join(',')}]`);
      else if (spec.name.startsWith('score.')) draw(spec, options.seed, model.parameters.view(spec.name));
      else problems.push(`${spec.name} is missing`);
      given.delete(spec.name);
    }
    given.delete('score.weight');
    for (const name of given.keys()) problems.push(`${name} is unknown`);
    if (problems.length > 0)
      throw new Error(`The weights do not fit the configuration: ${listed(problems)}.`);
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

function canonical<T>(config: ModelConfig, tensors: ReadonlyMap<string, T>): Map<string, T> {
  const family = familyOf(config.model_type);
  const named = [...tensors].map(([name, tensor]) => [family.canonicalName(name), tensor] as const);
  return new Map(named.filter((entry): entry is readonly [string, T] => entry[0] !== undefined));
}

function listed(problems: readonly string[]): string {
  const shown = problems.slice(0, 5).join('; ');
  return problems.length > 5 ? `${shown}; and ${problems.length - 5} more` : shown;
}
