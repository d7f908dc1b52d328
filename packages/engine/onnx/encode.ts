import type { TensorType } from '../tensor/tensor.ts';
import type { Attribute, Graph, GraphNode, Initializer } from './graph.ts';
import { attributeCodes, elementCodes, ModelMessage } from './schema.ts';

/** Operator set that the engine writes for. LayerNormalization needs 17, reductions with axes as input 18. */
const opsetVersion = 21;
const irVersion = 10;

/** The bytes of an ONNX file. Throws above 2 GB, the limit of the protobuf format. */
export function encodeModel(graph: Graph): Uint8Array {
  const size = graph.initializers.reduce((bytes, one) => bytes + one.data.byteLength, 0);
  if (size > 2 ** 31 - 2 ** 20)
    throw new Error(
      `The graph "${graph.name}" holds ${(size / 1e9).toFixed(1)} GB of weights; an ONNX file ends at 2 GB.`,
    );
  return ModelMessage.encode({
    irVersion,
    producerName: 'heed',
    graph: encodeGraph(graph),
    opsetImport: [
      { domain: '', version: opsetVersion },
      { domain: 'com.microsoft', version: 1 },
    ],
  }).finish();
}

function encodeGraph(graph: Graph): object {
  return {
    name: graph.name,
    node: graph.nodes.map(encodeNode),
    initializer: graph.initializers.map(encodeInitializer),
    input: graph.inputs.map(encodeValue),
    output: graph.outputs.map(encodeValue),
  };
}

function encodeNode(node: GraphNode): object {
  return {
    input: node.inputs,
    output: node.outputs,
    name: node.outputs[0],
    opType: node.type,
    attribute: Object.entries(node.attributes).map(([name, value]) => ({ name, ...encodeAttribute(value) })),
    domain: node.domain,
  };
}

function encodeAttribute(value: Attribute): object {
  if (typeof value === 'number') return { type: attributeCodes.int, i: value };
  if (typeof value === 'string') return { type: attributeCodes.string, s: new TextEncoder().encode(value) };
  if ('float' in value) return { type: attributeCodes.float, f: value.float };
  if ('graph' in value) return { type: attributeCodes.graph, g: encodeGraph(value.graph) };
  return { type: attributeCodes.ints, ints: value };
}

function encodeInitializer({ name, dtype, shape, data }: Initializer): object {
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { name, dims: shape, dataType: elementCodes[dtype], rawData };
}

function encodeValue({ name, type }: { name: string; type: TensorType }): object {
  const dim = type.shape.map((one) => (typeof one === 'number' ? { dimValue: one } : { dimParam: one }));
  return { name, type: { tensorType: { elemType: elementCodes[type.dtype], shape: { dim } } } };
}
