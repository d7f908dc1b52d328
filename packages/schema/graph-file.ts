import type { Graph, GraphGroup, GraphNode, GraphNote } from './graph.ts';
import { type Language, localizedSchema, type Message } from './text.ts';

type Spoken<Thing, Name extends keyof Thing> = Omit<Thing, Name> & { [Key in Name]: Thing[Key] | Message };

/**
 * A graph as a file may hold it: what people read on the canvas (its name, labels, notes, titles of groups) is one text,
 * or one for each language. `parseGraph` takes the language that is asked for.
 */
export type GraphFile = Omit<Graph, 'name' | 'nodes' | 'notes' | 'groups'> & {
  name: Message;
  nodes: Spoken<GraphNode, 'label'>[];
  notes: Spoken<GraphNote, 'text'>[];
  groups: Spoken<GraphGroup, 'title'>[];
};

/** Lists of a graph whose things have a text for people, and which field that is. */
const texts = { nodes: 'label', notes: 'text', groups: 'title' } as const;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The thing with one of its texts in a language; the same thing where it has only one. */
function inOne(thing: unknown, name: string, language: Language): unknown {
  if (!isRecord(thing)) return thing;
  const both = localizedSchema.safeParse(thing[name]);
  return both.success ? { ...thing, [name]: both.data[language] } : thing;
}

/** A graph file in one language; what is not a graph is handed on as it is. */
export function graphIn(value: unknown, language: Language): unknown {
  const named = inOne(value, 'name', language);
  if (!isRecord(named)) return named;
  const lists = Object.entries(texts).flatMap(([list, name]) => {
    const things = named[list];
    return Array.isArray(things)
      ? [[list, things.map((thing) => inOne(thing, name, language))] as const]
      : [];
  });
  return { ...named, ...Object.fromEntries(lists) };
}

/** The name of a graph file in both languages. */
export function nameOfFile({ name }: { name: Message }): { en: string; zh: string } {
  return typeof name === 'string' ? { en: name, zh: name } : name;
}
