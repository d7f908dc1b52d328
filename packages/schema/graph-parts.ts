import type { Graph, GraphGroup, GraphNode, GraphNote, GraphParameter } from './graph.ts';

/** Named values of one thing in a graph, so that two states of it can be compared field by field. */
export type Fields = Map<string, unknown>;

export const POSITION = 'position';

/** Equal as JSON, whatever the order of keys. */
export function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => [name, sorted(field)]);
}

function present(entries: [string, unknown][]): Fields {
  return new Map(entries.filter(([, value]) => value !== undefined));
}

/** `kind`, `version`, `label`, `position`, and each parameter as `config.name`. */
export function nodeFields({ id: _, config, ...rest }: GraphNode): Fields {
  const parameters = Object.entries(config).map(([name, value]): [string, unknown] => [
    `config.${name}`,
    value,
  ]);
  return present([...Object.entries(rest), ...parameters]);
}

/** The fields of a note, a group or a parameter of the graph. */
export function plainFields({ id: _, ...rest }: GraphNote | GraphGroup | GraphParameter): Fields {
  return present(Object.entries(rest));
}

/** What belongs to the graph itself: `name`, `description`, `seed`, `needs`. */
export function graphFields({ name, description, seed, needs }: Graph): Fields {
  return present(Object.entries({ name, description, seed, needs }));
}

/** The node of an id with these fields. */
export function nodeOf(id: string, fields: Fields): GraphNode {
  const config: [string, unknown][] = [];
  const rest: [string, unknown][] = [];
  for (const [name, value] of fields) {
    if (name.startsWith('config.')) config.push([name.slice('config.'.length), value]);
    else rest.push([name, value]);
  }
  return { id, ...Object.fromEntries(rest), config: Object.fromEntries(config) } as unknown as GraphNode;
}

/** The note, group or parameter of an id with these fields. */
export function thingOf<Thing>(id: string, fields: Fields): Thing {
  return { id, ...Object.fromEntries(fields) } as Thing;
}

/** Things by id, each as its fields; of two with one id the first counts. */
export function byId<Thing extends { id: string }>(
  things: readonly Thing[],
  fields: (thing: Thing) => Fields,
): Map<string, Fields> {
  const found = new Map<string, Fields>();
  for (const thing of things) if (!found.has(thing.id)) found.set(thing.id, fields(thing));
  return found;
}

/** A wire's source as `node.port`, by the input port it ends at (`node.port`), in drawing order. */
export function wiresByInput({ edges }: Graph): Map<string, string[]> {
  const wires = Map.groupBy(edges, ({ to }) => `${to.node}.${to.port}`);
  return new Map([...wires].map(([to, found]) => [to, found.map(({ from }) => `${from.node}.${from.port}`)]));
}
