import type { Graph } from './graph.ts';
import {
  byId,
  type Fields,
  graphFields,
  nodeFields,
  POSITION,
  plainFields,
  sameValue,
  wiresByInput,
} from './graph-parts.ts';

/** One field with both values; an absent one is undefined. */
export interface FieldChange {
  field: string;
  before?: unknown;
  after?: unknown;
}

export interface ThingChange {
  id: string;
  fields: FieldChange[];
}

/** Ids of what was added and removed, and what else changed. */
export interface ThingsDiff {
  added: string[];
  removed: string[];
  changed: ThingChange[];
}

/** What differs from one version of a graph to another. Places on the canvas stand apart. */
export interface GraphDiff {
  /** `name`, `description`, `seed` and `needs` of the graph. */
  graph: FieldChange[];
  nodes: {
    added: { id: string; kind: string }[];
    removed: { id: string; kind: string }[];
    changed: ThingChange[];
  };
  /** As `node.port`. */
  wires: { added: { from: string; to: string }[]; removed: { from: string; to: string }[] };
  notes: ThingsDiff;
  groups: ThingsDiff;
  /** Fields that the graph lays open. */
  parameters: ThingsDiff;
  /** Nodes and notes that only moved or moved as well. */
  moved: string[];
}

/** Compares two versions of a graph. */
export function diffGraphs(before: Graph, after: Graph): GraphDiff {
  const nodes = compare(byId(before.nodes, nodeFields), byId(after.nodes, nodeFields));
  const [notes, groups, parameters] = (['notes', 'groups', 'parameters'] as const).map((part) =>
    compare(byId(before[part], plainFields), byId(after[part], plainFields)),
  ) as [Compared, Compared, Compared];
  const kindIn = ({ nodes: all }: Graph) => {
    const kinds = new Map(all.map(({ id, kind }) => [id, kind]));
    return (id: string) => ({ id, kind: kinds.get(id) ?? '' });
  };
  return {
    graph: changedFields(graphFields(before), graphFields(after)),
    nodes: {
      added: nodes.added.map(kindIn(after)),
      removed: nodes.removed.map(kindIn(before)),
      changed: nodes.changed,
    },
    wires: { added: wiresOnlyIn(after, before), removed: wiresOnlyIn(before, after) },
    notes: withoutPlaces(notes),
    groups: withoutPlaces(groups),
    parameters: withoutPlaces(parameters),
    moved: [...nodes.moved, ...notes.moved],
  };
}

/** Is there nothing but places on the canvas between two versions? */
export function isSameWork({ graph, nodes, wires, notes, groups, parameters }: GraphDiff): boolean {
  const lists = [graph, wires.added, wires.removed];
  const things = [nodes, notes, groups, parameters].flatMap(({ added, removed, changed }) => [
    added,
    removed,
    changed,
  ]);
  return [...lists, ...things].every((list: readonly unknown[]) => list.length === 0);
}

type Things = ReadonlyMap<string, Fields>;

type Compared = ThingsDiff & { moved: string[] };

function withoutPlaces({ added, removed, changed }: Compared): ThingsDiff {
  return { added, removed, changed };
}

function compare(before: Things, after: Things): Compared {
  const kept = [...after.keys()].filter((id) => before.has(id));
  const changes = kept.map((id) => ({ id, fields: changedFields(before.get(id), after.get(id)) }));
  const isPlace = ({ field }: FieldChange) => field === POSITION;
  return {
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
    changed: changes
      .map(({ id, fields }) => ({ id, fields: fields.filter((one) => !isPlace(one)) }))
      .filter(({ fields }) => fields.length > 0),
    moved: changes.filter(({ fields }) => fields.some(isPlace)).map(({ id }) => id),
  };
}

function changedFields(before: Fields = new Map(), after: Fields = new Map()): FieldChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names
    .filter((name) => !sameValue(before.get(name), after.get(name)))
    .map((field) => ({ field, before: before.get(field), after: after.get(field) }));
}

function wiresOnlyIn(here: Graph, there: Graph): { from: string; to: string }[] {
  const others = wiresByInput(there);
  return [...wiresByInput(here)].flatMap(([to, sources]) => {
    const left = [...(others.get(to) ?? [])];
    return sources
      .filter((from) => {
        const at = left.indexOf(from);
        if (at >= 0) left.splice(at, 1);
        return at < 0;
      })
      .map((from) => ({ from, to }));
  });
}
