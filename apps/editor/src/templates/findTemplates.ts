import type { Catalogue, Localized } from '@heed/schema';
import type { TemplateSummary } from './view.ts';

/** Templates with every word of a search in their names, descriptions, or the names of their nodes. */
export function findTemplates<One extends Pick<TemplateSummary, 'name' | 'description' | 'sketch'>>(
  templates: readonly One[],
  wanted: string,
  catalogue: Catalogue,
): One[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const both = (sentence: Localized | undefined) => (sentence ? [sentence.en, sentence.zh] : []);
  return templates.filter(({ name, description, sketch }) => {
    const kinds = sketch.nodes.flatMap(({ kind, label }) => [
      ...both(label),
      ...both(catalogue.get(kind)?.title),
    ]);
    const all = [...both(name), ...both(description), ...kinds].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
