import type { GraphBuilder } from '../onnx/builder.ts';
import type { Sample } from './sample.ts';
import { type Application, Tensor, type TensorType } from './tensor.ts';

/** Names of an operator's inputs in the graph that is being built. */
type Names<Inputs> = { [K in keyof Inputs]: string };

/** What a gradient rule sees: the forward application and dL/d(output) for each output that the loss uses. */
export interface GradientContext<Inputs, Attributes> {
  inputs: Inputs;
  outputs: readonly Tensor[];
  attributes: Attributes;
  /** dL/d(first output). */
  gradient: Tensor;
  /** dL/d(each output); undefined where the loss does not depend on it. */
  gradients: readonly (Tensor | undefined)[];
  /** Whether the gradient of each input is wanted; others may be left undefined. */
  needed: readonly boolean[];
}

/** Everything there is to know about a primitive. `defineOperator` turns it into something that can be applied. */
export interface OperatorDefinition<Inputs extends readonly Tensor[], Attributes> {
  name: string;
  /** Shapes and types of the outputs; throws one sentence where the inputs do not fit. */
  infer(inputs: Inputs, attributes: Attributes): TensorType | TensorType[];
  /** Writes the ONNX nodes and returns the names of the outputs. */
  onnx(context: {
    graph: GraphBuilder;
    inputs: Names<Inputs>;
    attributes: Attributes;
    application: Application;
  }): string | string[];
  /** dL/d(input) for each input, undefined where there is none. Left out where the primitive has no derivative. */
  gradient?(context: GradientContext<Inputs, Attributes>): readonly (Tensor | undefined)[];
  /** Cases on which the contract test, which finds operators by reading the folder, checks shapes and gradients. */
  samples: readonly Sample[];
}

/** A primitive of the engine. */
export class Operator<Inputs extends readonly Tensor[], Attributes> {
  readonly definition: OperatorDefinition<Inputs, Attributes>;

  constructor(definition: OperatorDefinition<Inputs, Attributes>) {
    this.definition = definition;
  }

  get name(): string {
    return this.definition.name;
  }

  /** Applies the operator and returns all of its outputs. */
  applyAll(inputs: Inputs, attributes: Attributes): Tensor[] {
    const inferred = this.definition.infer(inputs, attributes);
    const outputs: Tensor[] = [];
    const application: Application = { operator: this, inputs, attributes, outputs };
    for (const type of Array.isArray(inferred) ? inferred : [inferred])
      outputs.push(new Tensor(type, application));
    return outputs;
  }

  /** Applies the operator and returns its first output. */
  apply(inputs: Inputs, attributes: Attributes): Tensor {
    return this.applyAll(inputs, attributes)[0] as Tensor;
  }
}

/** Declares a primitive: shape rule, ONNX form, gradient and samples for the contract test. */
export function defineOperator<Inputs extends readonly Tensor[], Attributes = undefined>(
  definition: OperatorDefinition<Inputs, Attributes>,
): Operator<Inputs, Attributes> {
  return new Operator(definition);
}

/** The tensors that `outputs` depend on through applications, every application once, inputs before users. */
export function applicationsOf(outputs: readonly Tensor[], stop: (tensor: Tensor) => boolean = () => false) {
  const order: Application[] = [];
  const visited = new Set<Application>();
  const stack: { application: Application; next: number }[] = [];
  const enter = (tensor: Tensor) => {
    const { source } = tensor;
    if (source === undefined || visited.has(source) || stop(tensor)) return;
    visited.add(source);
    stack.push({ application: source, next: 0 });
  };
  for (const output of outputs) {
    enter(output);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const following = top.application.inputs[top.next++];
      if (following !== undefined) enter(following);
      else order.push((stack.pop() as { application: Application }).application);
    }
  }
  return order;
}
