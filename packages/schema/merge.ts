import type { Endpoint, Graph, GraphEdge, GraphGroup, GraphNote, GraphParameter } from './graph.ts';
import {
  byId,
  type Fields,
  graphFields,
  nodeFields,
  nodeOf,
  POSITION,
  plainFields,
  sameValue,
  thingOf,
  wiresByInput,
} from './graph-parts.ts';

type Thing = 'node' | 'note' | 'group' | 'parameter';

/** Something that two people changed at once, with all three values; a removed thing's value is undefined. */
export interface MergeConflict {
  in: 'graph' | Thing | 'wires';
  /** Id of the thing; for wires the input they end at, as `node.port`. */
  id?: string;
  /** Absent where one side removed the whole thing and the other one changed it. */
  field?: string;
  base?: unknown;
  mine?: unknown;
  theirs?: unknown;
}

export interface Merged {
  /** Both edits together. Where they overlap it holds mine; a thing removed by one and changed by the other stays. */
  graph: Graph;
  conflicts: MergeConflict[];
}

type Three<Value> = { base: Value; mine: Value; theirs: Value };
type Things = ReadonlyMap<string, Fields>;
/** Sources by input port, as `node.port`. */
type Wires = ReadonlyMap<string, readonly string[]>;

/**
 * Merges two edits of one version. Edits of different nodes, fields and inputs merge by themselves, overlapping ones
 * are listed. Places on the canvas never conflict: mine hold. Two new nodes that got the same id are both kept.
 */
export function mergeGraphs(base: Graph, mine: Graph, theirs: Graph): Merged {
  const conflicts: MergeConflict[] = [];
  const three = { base, mine: renameClashes(base, mine, theirs), theirs };
  const wires = map(three, wiresByInput);
  const wired = { mine: newlyWired(wires.base, wires.mine), theirs: newlyWired(wires.base, wires.theirs) };
  const isWired = (id: string, side: 'mine' | 'theirs') => wired[side].has(id);
  const nodeMaps = map(three, ({ nodes: all }) => byId(all, nodeFields));
  const nodes = mergeThings('node', nodeMaps, conflicts, isWired);
  const merge = <One>(kind: Thing, part: 'notes' | 'groups' | 'parameters'): One[] => {
    const maps = map(three, (side) => byId(side[part], plainFields));
    return [...mergeThings(kind, maps, conflicts, () => false)].map(([id, fields]) => thingOf(id, fields));
  };
  const notes = merge<GraphNote>('note', 'notes');
  const own = mergeFields({ in: 'graph' }, map(three, graphFields), conflicts);
  const kept = {
    base: wires.base,
    mine: withWiresOf(wires, 'mine', (id) => nodes.has(id) && !nodeMaps.mine.has(id)),
    theirs: withWiresOf(wires, 'theirs', (id) => nodes.has(id) && !nodeMaps.theirs.has(id)),
  };
  const known = new Set([...nodeMaps.base.keys(), ...nodeMaps.mine.keys(), ...nodeMaps.theirs.keys()]);
  const isGone = (end: string) => known.has(nodeName(end)) && !nodes.has(nodeName(end));
  const graph = {
    ...{ format: mine.format, version: mine.version },
    ...(Object.fromEntries(own) as Pick<Graph, 'name' | 'seed' | 'description' | 'needs'>),
    nodes: [...nodes].map(([id, fields]) => nodeOf(id, fields)),
    edges: mergeWires(kept, isGone, conflicts),
    notes,
    groups: merge<GraphGroup>('group', 'groups').map((group) => ({
      ...group,
      nodes: group.nodes.filter((id) => nodes.has(id) || notes.some((note) => note.id === id)),
    })),
    parameters: merge<GraphParameter>('parameter', 'parameters').filter(({ node }) => nodes.has(node)),
  };
  return { graph, conflicts };
}

/** Gives my new nodes other ids where theirs took them for something else. */
function renameClashes(base: Graph, mine: Graph, theirs: Graph): Graph {
  const [old, other] = [byId(base.nodes, nodeFields), byId(theirs.nodes, nodeFields)];
  const taken = new Set([...mine.nodes, ...theirs.nodes].map(({ id }) => id));
  const names = new Map<string, string>();
  for (const node of mine.nodes) {
    const same = other.get(node.id);
    if (!same || old.has(node.id) || isSameApartFromPlace(same, nodeFields(node))) continue;
    let number = 2;
    while (taken.has(`${node.id.slice(0, 58)}-${number}`)) number++;
    const name = `${node.id.slice(0, 58)}-${number}`;
    taken.add(name);
    names.set(node.id, name);
  }
  if (names.size === 0) return mine;
  const renamed = (end: Endpoint) => ({ ...end, node: names.get(end.node) ?? end.node });
  const nodes = mine.nodes.map((node) => ({ ...node, id: names.get(node.id) ?? node.id }));
  return {
    ...mine,
    nodes,
    edges: mine.edges.map(({ from, to }) => ({ from: renamed(from), to: renamed(to) })),
    groups: mine.groups.map((group) => ({ ...group, nodes: group.nodes.map((id) => names.get(id) ?? id) })),
    parameters: mine.parameters.map((one) => ({ ...one, node: names.get(one.node) ?? one.node })),
  };
}

/** A node that stays though one side removed it keeps the wires that went with it there. */
function withWiresOf(wires: Three<Wires>, side: 'mine' | 'theirs', stays: (node: string) => boolean): Wires {
  const restored = new Map(wires[side]);
  for (const [to, sources] of wires.base) {
    const has = restored.get(to) ?? [];
    const lost = sources.filter(
      (from) => !has.includes(from) && (stays(nodeName(to)) || stays(nodeName(from))),
    );
    if (lost.length) restored.set(to, [...has, ...lost]);
  }
  return restored;
}

function map<From, To>({ base, mine, theirs }: Three<From>, convert: (from: From) => To): Three<To> {
  return { base: convert(base), mine: convert(mine), theirs: convert(theirs) };
}

/** Which of three values holds where at most one side changed it; undefined where both did, and differently. */
function pick<Value>({ base, mine, theirs }: Three<Value>): { value: Value } | undefined {
  if (sameValue(mine, theirs) || sameValue(theirs, base)) return { value: mine };
  return sameValue(mine, base) ? { value: theirs } : undefined;
}

function mergeThings(
  kind: Thing,
  things: Three<Things>,
  conflicts: MergeConflict[],
  isWired: (id: string, side: 'mine' | 'theirs') => boolean,
): Map<string, Fields> {
  const merged = new Map<string, Fields>();
  for (const id of new Set([...things.theirs.keys(), ...things.mine.keys()])) {
    const [base, mine, theirs] = [things.base.get(id), things.mine.get(id), things.theirs.get(id)];
    if (mine && theirs) {
      const three = { base: base ?? new Map(), mine, theirs };
      merged.set(id, mergeFields({ in: kind, id }, three, conflicts));
      continue;
    }
    const [left, side] = mine ? ([mine, 'mine'] as const) : ([theirs as Fields, 'theirs'] as const);
    if (base && isSameApartFromPlace(base, left) && !isWired(id, side)) continue;
    merged.set(id, left);
    if (base) conflicts.push({ in: kind, id, base: plain(base), [side]: plain(left) });
  }
  return merged;
}

function plain(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(fields);
}

function isSameApartFromPlace(base: Fields, left: Fields): boolean {
  return [...new Set([...base.keys(), ...left.keys()])].every(
    (name) => name === POSITION || sameValue(base.get(name), left.get(name)),
  );
}

/** Nodes that a side wired anew; where the other one removed such a node, that is no accident. */
function newlyWired(base: Wires, side: Wires): Set<string> {
  const nodes = new Set<string>();
  for (const [to, sources] of side) {
    const known = new Set(base.get(to));
    for (const from of sources) if (!known.has(from)) nodes.add(nodeName(to)).add(nodeName(from));
  }
  return nodes;
}

function nodeName(end: string): string {
  return end.slice(0, end.indexOf('.'));
}

function mergeFields(
  where: Pick<MergeConflict, 'in' | 'id'>,
  { base, mine, theirs }: Three<Fields>,
  conflicts: MergeConflict[],
): Fields {
  const merged: Fields = new Map();
  for (const field of new Set([...theirs.keys(), ...mine.keys()])) {
    const values = { base: base.get(field), mine: mine.get(field), theirs: theirs.get(field) };
    const picked = field === POSITION ? (pick(values) ?? { value: values.mine }) : pick(values);
    if (!picked) conflicts.push({ ...where, field, ...values });
    const value = picked ? picked.value : (values.mine ?? values.theirs);
    if (value !== undefined) merged.set(field, value);
  }
  return merged;
}

/** Wires into one input are merged as one value; a wire to a node that is gone goes with it. */
function mergeWires(
  wires: Three<Wires>,
  isGone: (end: string) => boolean,
  conflicts: MergeConflict[],
): GraphEdge[] {
  const edges: GraphEdge[] = [];
  for (const id of new Set([...wires.theirs.keys(), ...wires.mine.keys()])) {
    const values = map(wires, (side) => side.get(id) ?? []);
    const picked = pick(values);
    if (!picked && !isGone(id)) conflicts.push({ in: 'wires', id, ...values });
    const sources = picked ? picked.value : [...new Set([...values.theirs, ...values.mine])];
    for (const from of sources) {
      if (!isGone(from) && !isGone(id)) edges.push({ from: endOf(from), to: endOf(id) });
    }
  }
  return edges;
}

function endOf(end: string): Endpoint {
  return { node: nodeName(end), port: end.slice(end.indexOf('.') + 1) };
}
