import { type Attribute, type Graph, type Initializer, shapeText } from './graph.ts';

/** The graph as text, one node a line, to be read and compared. */
export function toText(graph: Graph, indent = ''): string {
  const values = (list: Graph['inputs']) =>
    list.map(({ name, type }) => `${name}: ${type.dtype}${shapeText(type.shape)}`).join(', ');
  const lines = graph.nodes.flatMap((node) => {
    const { plain, bodies } = split(node.attributes);
    const type = node.domain === '' ? node.type : `${node.domain}.${node.type}`;
    const line = `${indent}  ${node.outputs.join(', ')} = ${type}(${node.inputs.join(', ')})${plain}`;
    return [line, ...bodies.map((body) => toText(body, `${indent}    `))];
  });
  const constants = graph.initializers.map((one) => `${indent}  ${constantText(one)}`);
  return [
    `${indent}${graph.name}(${values(graph.inputs)}) → ${values(graph.outputs)}`,
    ...constants,
    ...lines,
  ].join('\n');
}

function constantText({ name, dtype, shape, data }: Initializer): string {
  const shown = data.length <= 8 ? [...data].join(' ') : `${data.length} values`;
  return `${name}: ${dtype}${shapeText(shape)} = ${shown}`;
}

function split(attributes: Record<string, Attribute>): { plain: string; bodies: Graph[] } {
  const bodies: Graph[] = [];
  const plain: string[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'object' && 'graph' in value) bodies.push(value.graph);
    else if (typeof value === 'object' && 'float' in value) plain.push(`${name}=${value.float}`);
    else plain.push(`${name}=${Array.isArray(value) ? shapeText(value) : value}`);
  }
  return { plain: plain.length > 0 ? ` {${plain.join(', ')}}` : '', bodies };
}
