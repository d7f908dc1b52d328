import type { Graph, GraphNeeds, Language, Localized } from '@heed/schema';

/** What a person says of a pipeline that becomes a template. */
export interface TemplateDraft {
  name: Localized;
  description: Localized;
  data: Localized;
  /** As typed; empty where nobody knows. */
  minutes: string;
}

const nothing: Localized = { en: '', zh: '' };

/** What the pipeline says already; its name is in the language of whoever saves it. */
export function draftOf({ name, description, needs }: Graph, language: Language): TemplateDraft {
  return {
    name: { ...nothing, [language]: name },
    description: description ?? nothing,
    data: needs?.data ?? nothing,
    minutes: needs?.minutes === undefined ? '' : String(needs.minutes),
  };
}

/** Is it empty, or a number of minutes above 0? */
export function isMinutes(typed: string): boolean {
  return typed.trim() === '' || (Number.isFinite(Number(typed)) && Number(typed) > 0 && Number(typed) <= 1e6);
}

/** The sentence in both languages; the one that is missing is that of the other language. */
export function said({ en, zh }: Localized): Localized | undefined {
  const [english, chinese] = [en.trim(), zh.trim()];
  return english || chinese ? { en: english || chinese, zh: chinese || english } : undefined;
}

/** The graph of the template; parameters and notes of the pipeline come along. */
export function templateOf(graph: Graph, draft: TemplateDraft): Graph {
  const { description: _description, needs: _needs, ...rest } = graph;
  const description = said(draft.description);
  const data = said(draft.data);
  const files = graph.needs?.files;
  const needs: GraphNeeds = {
    ...(data && { data }),
    ...(draft.minutes.trim() !== '' && { minutes: Number(draft.minutes) }),
    ...(files && { files }),
  };
  return {
    ...rest,
    name: said(draft.name)?.en ?? graph.name,
    ...(description && { description }),
    ...(Object.keys(needs).length > 0 && { needs }),
  };
}
