import {
  type Catalogue,
  describeConfig,
  type FieldDescription,
  type Graph,
  type GraphNode,
  type GraphParameter,
  idSchema,
  type NodeSpec,
} from '@heed/schema';
import { z } from 'zod';

/** A parameter of a graph with the field of the node that it sets. */
export interface ParameterField {
  parameter: GraphParameter;
  node: GraphNode;
  spec: NodeSpec;
  field: FieldDescription;
  /** JSON schema of the field. */
  schema: unknown;
}

/** The parameters of a graph whose nodes and fields are there; others wait until their kinds are installed. */
export function parameterFields(graph: Graph, catalogue: Catalogue): ParameterField[] {
  return graph.parameters.flatMap((parameter) => {
    const node = graph.nodes.find(({ id }) => id === parameter.node);
    const spec = node && catalogue.get(node.kind);
    const field = spec && describeConfig(spec).find(({ name }) => name === parameter.field);
    if (!node || !spec || !field) return [];
    const schema = z.toJSONSchema(spec.config.shape[field.name] as z.ZodType, {
      io: 'input',
      unrepresentable: 'any',
    });
    return [{ parameter, node, spec, field, schema }];
  });
}

export function parameterOf(graph: Graph, node: string, field: string): GraphParameter | undefined {
  return graph.parameters.find((one) => one.node === node && one.field === field);
}

/** Asks for a field in the template: adds a parameter with an id like the field's name. */
export function exposeField(graph: Graph, node: string, field: string): Graph {
  if (parameterOf(graph, node, field)) return graph;
  const taken = new Set(graph.parameters.map(({ id }) => id));
  const [plain, full] = [field, `${node}-${field}`.slice(0, 64)];
  const id = [plain, full].find((one) => !taken.has(one) && idSchema.safeParse(one).success);
  return { ...graph, parameters: [...graph.parameters, { id: id ?? freeId(taken), node, field }] };
}

function freeId(taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) if (!taken.has(`parameter${count}`)) return `parameter${count}`;
}

/** No longer asks for a field. */
export function concealField(graph: Graph, node: string, field: string): Graph {
  return {
    ...graph,
    parameters: graph.parameters.filter((one) => one.node !== node || one.field !== field),
  };
}

/** Changes the id, title or help of a parameter; empty words are left out. */
export function changeParameter(
  graph: Graph,
  id: string,
  change: Partial<Pick<GraphParameter, 'id' | 'title' | 'help'>>,
): Graph {
  const parameters = graph.parameters.map((one) => {
    if (one.id !== id) return one;
    const { title, help, ...rest } = { ...one, ...change };
    const isSaid = (words: GraphParameter['title']) => words !== undefined && (words.en || words.zh) !== '';
    return { ...rest, ...(isSaid(title) && { title }), ...(isSaid(help) && { help }) };
  });
  return { ...graph, parameters };
}

/** Why a parameter may not be called so. */
export function parameterIdError(graph: Graph, id: string, wish: string): 'malformed' | 'taken' | undefined {
  if (!idSchema.safeParse(wish).success) return 'malformed';
  return wish !== id && graph.parameters.some((one) => one.id === wish) ? 'taken' : undefined;
}
