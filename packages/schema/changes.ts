import { z } from 'zod';
import type { Graph } from './graph.ts';
import { parseGraph } from './parse.ts';

const lists = ['nodes', 'edges', 'notes', 'groups', 'parameters'] as const;
const count = z.int().min(0);

/** `items` stand in place of the `removed` things from `start` on, in a list that had `length` things. */
const stretchSchema = z.object({
  length: count,
  start: count,
  removed: count,
  items: z.array(z.unknown()).max(50_000),
});

/** What makes one graph of another: fields with their new values, names of fields that are gone, stretches of lists. */
export const graphChangesSchema = z.object({
  fields: z.record(z.string(), z.unknown()),
  gone: z.array(z.string()),
  lists: z.partialRecord(z.enum(lists), stretchSchema),
});

export type GraphChanges = z.infer<typeof graphChangesSchema>;
type Stretch = z.infer<typeof stretchSchema>;

/** Changes that belong to another graph than the one they are applied to. */
export class ChangesMisfit extends Error {
  constructor() {
    super('These changes belong to another version of the graph; save the whole graph instead.');
    this.name = 'ChangesMisfit';
  }
}

/**
 * The changes from one graph to another, small where little differs. Things are told apart by identity, as edits leave
 * untouched things alone; equal things that are not the same count as changed, which is right as well, only larger.
 */
export function graphChanges(before: Graph, after: Graph): GraphChanges {
  const isList = (name: string) => (lists as readonly string[]).includes(name);
  const names = Object.keys({ ...before, ...after }).filter((name) => !isList(name)) as (keyof Graph)[];
  const changed = names.filter((name) => before[name] !== after[name]);
  return {
    fields: Object.fromEntries(
      changed.flatMap((name) => (after[name] === undefined ? [] : [[name, after[name]]])),
    ),
    gone: changed.filter((name) => after[name] === undefined),
    lists: Object.fromEntries(
      lists
        .filter((name) => before[name] !== after[name])
        .map((name) => [name, stretch(before[name], after[name])]),
    ),
  };
}

/** From the first thing that differs to the last one. */
function stretch(before: readonly unknown[], after: readonly unknown[]): Stretch {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return {
    length: before.length,
    start,
    removed: before.length - same - start,
    items: after.slice(start, after.length - same),
  };
}

/**
 * The graph after the changes, which may come from anywhere. Throws a `ChangesMisfit` where they cannot belong to this
 * graph, and a `GraphError` where what they make is not a graph.
 */
export function applyChanges(before: Graph, { fields, gone, lists: stretches }: GraphChanges): Graph {
  const after: Record<string, unknown> = { ...before, ...fields };
  for (const name of gone) delete after[name];
  for (const name of lists) {
    const change = stretches[name];
    if (change) after[name] = applied(before[name], change);
  }
  return parseGraph(after);
}

function applied(before: readonly unknown[], { length, start, removed, items }: Stretch): unknown[] {
  if (before.length !== length || start + removed > length) throw new ChangesMisfit();
  return before.toSpliced(start, removed, ...items);
}
