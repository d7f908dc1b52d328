import protobuf from 'protobufjs';

/**
 * The part of the ONNX file format that the engine writes. Field numbers are those of the ONNX
 * intermediate representation (https://onnx.ai/onnx/repo-docs/IR.html).
 */
const field = (type: string, id: number) => ({ type, id });
const repeated = (type: string, id: number) => ({ rule: 'repeated', type, id, options: { packed: false } });

const root = protobuf.Root.fromJSON({
  nested: {
    Dimension: { fields: { dimValue: field('int64', 1), dimParam: field('string', 2) } },
    Shape: { fields: { dim: repeated('Dimension', 1) } },
    TensorType: { fields: { elemType: field('int32', 1), shape: field('Shape', 2) } },
    Type: { fields: { tensorType: field('TensorType', 1) } },
    ValueInfo: { fields: { name: field('string', 1), type: field('Type', 2) } },
    Tensor: {
      fields: {
        dims: repeated('int64', 1),
        dataType: field('int32', 2),
        name: field('string', 8),
        rawData: field('bytes', 9),
      },
    },
    Attribute: {
      fields: {
        name: field('string', 1),
        f: field('float', 2),
        i: field('int64', 3),
        s: field('bytes', 4),
        g: field('Graph', 6),
        ints: repeated('int64', 8),
        type: field('int32', 20),
      },
    },
    Node: {
      fields: {
        input: repeated('string', 1),
        output: repeated('string', 2),
        name: field('string', 3),
        opType: field('string', 4),
        attribute: repeated('Attribute', 5),
        domain: field('string', 7),
      },
    },
    Graph: {
      fields: {
        node: repeated('Node', 1),
        name: field('string', 2),
        initializer: repeated('Tensor', 5),
        input: repeated('ValueInfo', 11),
        output: repeated('ValueInfo', 12),
      },
    },
    OperatorSet: { fields: { domain: field('string', 1), version: field('int64', 2) } },
    Model: {
      fields: {
        irVersion: field('int64', 1),
        producerName: field('string', 2),
        graph: field('Graph', 7),
        opsetImport: repeated('OperatorSet', 8),
      },
    },
  },
});

/** The message at the root of an ONNX file. */
export const ModelMessage = root.lookupType('Model');

/** Codes of element types in `TensorProto.DataType`. */
export const elementCodes = { float32: 1, int64: 7, bool: 9, float64: 11 } as const;

/** Codes of attribute kinds in `AttributeProto.AttributeType`. */
export const attributeCodes = { float: 1, int: 2, string: 3, graph: 5, ints: 7 } as const;
