import { applicationsOf } from '../tensor/operator.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { type BuildOptions, GraphBuilder } from './builder.ts';
import type { Graph } from './graph.ts';

/**
 * Writes the graph that computes `outputs` from `inputs`.
 * Throws if an output depends on a tensor that is neither computed nor one of the inputs.
 */
export function buildGraph(
  inputs: readonly Tensor[],
  outputs: Readonly<Record<string, Tensor>>,
  options: BuildOptions & { name?: string } = {},
): Graph {
  const builder = new GraphBuilder(options);
  const results = Object.values(outputs);
  const applications = applicationsOf(results);
  const { result, nodes } = builder.scoped(() => {
    const names = builder.declare(inputs);
    const outputNames = Object.keys(outputs);
    builder.write(applications);
    return { names, outputs: builder.outputs(results, outputNames) };
  });
  return {
    name: options.name ?? 'graph',
    inputs: inputs.map((type, place) => ({ name: result.names[place] as string, type })),
    outputs: result.outputs,
    nodes,
    initializers: builder.initializers,
    applications,
  };
}
