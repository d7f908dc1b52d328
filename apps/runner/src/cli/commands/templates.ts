import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { describeConfig, type Graph, nameOfFile } from '@heed/schema';
import { UserError } from '../../errors.ts';
import { loadKinds } from '../../execution/kinds.ts';
import { readTemplates, shippedTemplates, type TemplateFile } from '../../templates/files.ts';
import { pathFields } from '../../templates/path-fields.ts';
import { exitCodes } from '../exit.ts';
import { environmentLanguage } from '../language.ts';

interface Options {
  data: string;
  kinds?: string;
  json: boolean;
}

interface Found extends TemplateFile {
  source: 'own' | 'shipped';
}

/** Those that were saved in the data folder, then those that ship. */
async function all({ data }: Options): Promise<Found[]> {
  const own = await readTemplates(join(data, 'templates'));
  const shipped = await readTemplates(shippedTemplates);
  return [
    ...own.map((file) => ({ ...file, source: 'own' as const })),
    ...shipped.map((file) => ({ ...file, source: 'shipped' as const })),
  ];
}

async function find(id: string, options: Options): Promise<Found> {
  const templates = await all(options);
  const found = templates.find((one) => one.id === id);
  if (found) return found;
  const ids = templates.map((one) => one.id).join(', ');
  throw new UserError('NOT_FOUND', {
    en: `There is no template "${id}"; there are ${ids}.`,
    zh: `没有模板“${id}”；现有模板：${ids}。`,
  });
}

/** `heed templates list` */
export async function list(options: Options): Promise<number> {
  const templates = await all(options);
  if (options.json) {
    for (const { id, source, file, graph } of templates)
      console.log(JSON.stringify({ id, source, name: nameOfFile(file), nodes: graph.nodes.length }));
    return exitCodes.done;
  }
  const width = Math.max(...templates.map(({ id }) => id.length), 0);
  for (const { id, file } of templates)
    console.log(`${id.padEnd(width)}  ${nameOfFile(file)[environmentLanguage()]}`);
  return exitCodes.done;
}

/** `heed templates show ID`: what it does and needs, and what `--set` knows by a short name. */
export async function show(id: string, options: Options): Promise<number> {
  const { graph, file: whole, source } = await find(id, options);
  const language = environmentLanguage();
  const parameters = await parametersOf(graph, options);
  const { description, needs } = graph;
  const name = nameOfFile(whole);
  if (options.json) {
    console.log(JSON.stringify({ id, source, name, description, needs, parameters }));
    return exitCodes.done;
  }
  console.log(name[language]);
  if (description) console.log(description[language]);
  if (needs?.data) console.log(`Data: ${needs.data[language]}`);
  if (needs?.minutes) console.log(`Time: about ${needs.minutes} min`);
  for (const file of needs?.files ?? [])
    console.log(`Bring: ${file.node}.${file.field}${file.about ? `, ${file.about[language]}` : ''}`);
  for (const { id: parameter, title, value } of parameters)
    console.log(`  --set ${parameter}=${JSON.stringify(value)}  ${title[language]}`);
  return exitCodes.done;
}

async function parametersOf(graph: Graph, { kinds }: Options) {
  const { catalogue } = await loadKinds(kinds && resolve(kinds));
  return graph.parameters.flatMap(({ id, node: owner, field: name, title }) => {
    const node = graph.nodes.find((one) => one.id === owner);
    const spec = node && catalogue.get(node.kind);
    const field = spec && describeConfig(spec).find((one) => one.name === name);
    if (!node || !field) return [];
    const value = node.config[name] ?? field.default ?? '';
    return [{ id, title: title ?? field.title, value }];
  });
}

/** `heed templates copy ID DIR`: the pipeline as a file, and beside it the files that it names from there. */
export async function copy(id: string, directory: string, options: Options): Promise<number> {
  const { graph, file, source } = await find(id, options);
  const target = join(directory, `${id}.json`);
  if (existsSync(target))
    throw new UserError('CONFLICT', {
      en: `The file ${resolve(target)} is there already; name another folder.`,
      zh: `文件 ${resolve(target)} 已存在；请指定其他文件夹。`,
    });
  await mkdir(directory, { recursive: true });
  await writeFile(target, `${JSON.stringify(file, null, 2)}\n`);
  console.log(target);
  if (source === 'own') return exitCodes.done;
  for (const path of await besides(graph, options)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await cp(join(shippedTemplates, path), join(directory, path), { recursive: true });
    console.log(join(directory, path));
  }
  return exitCodes.done;
}

/** Files that a shipped pipeline names from the folder where it lies. */
async function besides(graph: Graph, { kinds }: Options): Promise<Set<string>> {
  const { catalogue } = await loadKinds(kinds && resolve(kinds));
  const paths = pathFields(graph, catalogue).map(({ value }) => value);
  const isBeside = (path: string) =>
    path !== '' &&
    !isAbsolute(path) &&
    !path.startsWith('upload:') &&
    !relative(shippedTemplates, join(shippedTemplates, path)).startsWith('..') &&
    existsSync(join(shippedTemplates, path));
  return new Set(paths.filter(isBeside));
}
