import type { FieldDescription, GraphNode } from '@heed/schema';

/** What several nodes of one kind have in a field. */
export interface SharedValue {
  /** That of the first of them. */
  value: unknown;
  /** Has any of them a value of its own rather than the default? */
  overridden: boolean;
  /** The different values, where they are not all the same. */
  differing: unknown[] | undefined;
}

function fieldValue(node: GraphNode, field: FieldDescription): unknown {
  return Object.hasOwn(node.config, field.name) ? node.config[field.name] : field.default;
}

/** The value of a field over several nodes. */
export function sharedValue(nodes: readonly GraphNode[], field: FieldDescription): SharedValue {
  const values = new Map(
    nodes.map((node) => [JSON.stringify(fieldValue(node, field)), fieldValue(node, field)]),
  );
  const [value] = values.values();
  return {
    value,
    overridden: nodes.some((node) => Object.hasOwn(node.config, field.name)),
    differing: values.size > 1 ? [...values.values()] : undefined,
  };
}

/** Fields of a form that have every word of a search in their name, title or help, in either language. */
export function findFields<Field extends Pick<FieldDescription, 'name' | 'title' | 'help'>>(
  fields: readonly Field[],
  wanted: string,
): Field[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  return fields.filter(({ name, title, help }) => {
    const all = [name, title.en, title.zh, help.en, help.zh].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
