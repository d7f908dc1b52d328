import type { Graph } from './graph.ts';
import type { Catalogue } from './node-spec.ts';
import { type FactName, factTitles } from './ports.ts';
import { type Localized, text } from './text.ts';

function quoted(value: string): Localized {
  return text(`"${value}"`, `“${value}”`);
}

/**
 * What is known of a port in the words of sentences: `that of "Small new model" (base)` for what a node makes, else the
 * folder or the value itself.
 */
export function factValueName(fact: FactName, value: unknown, graph: Graph, catalogue: Catalogue): Localized {
  const [, origin, name = ''] = /^(scratch|folder):(.*)$/s.exec(String(value)) ?? [];
  if (!origin) return quoted(String(value));
  const node = graph.nodes.find(({ id }) => id === name);
  if (origin === 'folder' || !node) return quoted(name);
  const { en, zh } = node.label
    ? text(node.label, node.label)
    : (catalogue.get(node.kind)?.title ?? text(name, name));
  return text(`that of "${en}" (${name})`, `“${zh}”（${name}）的${factTitles[fact].zh}`);
}
