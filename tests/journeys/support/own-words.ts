import type { Graph } from '@heed/schema';
import type { Furnished } from './furnished.ts';

/** What people wrote in the furnished data folder, longest first: it is shown as it is in every language. */
export async function ownWords({ served, names }: Furnished): Promise<Set<string>> {
  const { api } = served;
  const [summaries, deleted, templates, flags, versions, access, endpoints, machine] = await Promise.all([
    api.graphs.list.query(),
    api.graphs.removed.query(),
    api.templates.list.query(),
    api.flags.list.query({}),
    api.versions.list.query({ id: names.graph }),
    api.access.list.query(),
    api.endpoints.list.query(),
    api.system.info.query(),
  ]);
  const graphs = await Promise.all(summaries.map(({ id }) => api.graphs.get.query({ id })));
  const words = [
    ...graphs.flatMap(({ graph }) => ofGraph(graph)),
    ...templates.flatMap(({ id, name, sketch }) => [
      ...[id, name.en, name.zh],
      ...sketch.nodes.flatMap(({ label }) => [label?.en, label?.zh]),
    ]),
    ...flags.flatMap(({ prompt, answers, note, author }) => [prompt, ...answers, note, author]),
    ...deleted.map(({ name }) => name),
    ...versions.map(({ name }) => name),
    ...texts(access),
    ...endpoints.flatMap(({ name, url }) => [name, url]),
    ...[machine.name, machine.dataDirectory, ...machine.devices],
    ...['Ada', '小林', 'Cy', 'command line', '简体中文', 'English'],
    ...Object.values(names),
  ];
  const found = words.flatMap((one) => (one ? [one, one.trim()] : []));
  return new Set(found.toSorted((a, b) => b.length - a.length));
}

function ofGraph({ name, nodes, notes, groups, parameters }: Graph): (string | undefined)[] {
  return [
    name,
    ...nodes.flatMap(({ id, label, config }) => [id, label, ...texts(config)]),
    ...notes.flatMap(({ text }) => text.split('\n')),
    ...groups.flatMap(({ id, title }) => [id, title]),
    ...parameters.map(({ id }) => id),
  ];
}

/** Every text in a value that holds Chinese, a path or more than a word. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return /[\p{Script=Han}\s/.]/u.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(texts);
}
