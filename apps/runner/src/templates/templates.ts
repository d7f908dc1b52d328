import { isAbsolute, join, resolve } from 'node:path';
import { type Catalogue, type Graph, type GraphNode, nameOfFile, text } from '@heed/schema';
import type BetterSqlite3 from 'better-sqlite3';
import type { Services } from '../api/services.ts';
import type { TemplateWish } from '../api/template-inputs.ts';
import type { TemplateSummary } from '../api/template-views.ts';
import { UserError } from '../errors.ts';
import type { GraphStore } from '../graphs/store.ts';
import { checkPipeline } from './check.ts';
import {
  newTemplateId,
  readTemplates,
  removeTemplate,
  type TemplateFile,
  templateIn,
  writeTemplate,
} from './files.ts';
import { needsOf } from './needs.ts';
import { pathFields } from './path-fields.ts';

export interface TemplateParts {
  /** Where those that ship lie; relative paths of templates start here. */
  shipped: string;
  dataFolder: string;
  uploads: string;
  catalogue: Catalogue;
  /** Earlier runs, from which durations are known. */
  client: BetterSqlite3.Database;
  graphs: GraphStore;
}

/** Stands before the other templates that ship: it shows the whole method in one pipeline. */
const FIRST = 'weather-rlhf';

type Source = TemplateSummary['source'];

/** The templates that ship, and those that people saved beside the database, as files. */
export function templateService(parts: TemplateParts): Services['templates'] {
  const { shipped, dataFolder, uploads, catalogue, graphs } = parts;
  const folders: Record<Source, string> = { shipped, own: join(dataFolder, 'templates') };
  const find = async (id: string) => {
    for (const source of ['own', 'shipped'] as const) {
      const found = (await readTemplates(folders[source])).find((one) => one.id === id);
      if (found) return { ...found, source };
    }
    throw noSuchTemplate(id);
  };
  const summary = (source: Source) => (file: TemplateFile) => summaryOf(file, source, parts);
  const folderOf = (from: string | undefined) => (from && graphs.get(from).folder) || shipped;
  return {
    async list() {
      const [own, ours] = await Promise.all([readTemplates(folders.own), readTemplates(shipped)]);
      const newestFirst = own.toSorted((a, b) => b.savedAt - a.savedAt);
      const ordered = ours.toSorted(
        (a, b) =>
          Number(b.id === FIRST) - Number(a.id === FIRST) || a.graph.name.localeCompare(b.graph.name, 'en'),
      );
      return [...newestFirst.map(summary('own')), ...ordered.map(summary('shipped'))];
    },
    async get({ id, language }) {
      return { graph: templateIn(await find(id), language) };
    },
    async file(id) {
      return { file: (await find(id)).file };
    },
    async save({ graph, name, from, id }: TemplateWish) {
      if (id !== undefined) checkOwn(await find(id));
      const all = [...(await readTemplates(folders.own)), ...(await readTemplates(shipped))];
      const target = id ?? newTemplateId(graph.name, new Set(all.map((one) => one.id)));
      const folder = folderOf(from);
      const kept = folder === shipped ? graph : withWholePaths(graph, catalogue, folder);
      await writeTemplate(folders.own, target, name ? { ...kept, name } : kept);
      return { id: target };
    },
    async remove(id) {
      checkOwn(await find(id));
      await removeTemplate(folders.own, id);
    },
    check: ({ graph, from }) => checkPipeline(graph, catalogue, { folder: folderOf(from), uploads }),
  };
}

function summaryOf(
  { id, file, graph, savedAt }: TemplateFile,
  source: Source,
  { catalogue, client }: TemplateParts,
): TemplateSummary {
  const { description, nodes, edges, parameters } = graph;
  const name = nameOfFile(file);
  const chinese = new Map(templateIn({ file }, 'zh').nodes.map((node) => [node.id, node.label]));
  const labelOf = ({ id: node, label }: GraphNode) =>
    label === undefined ? undefined : text(label, chinese.get(node) ?? label);
  return {
    ...{ id, source, name, nodeCount: nodes.length, parameterCount: parameters.length },
    ...(description && { description }),
    sketch: {
      nodes: nodes.map((node) => ({
        ...{ id: node.id, kind: node.kind, position: node.position },
        label: labelOf(node),
      })),
      edges,
    },
    needs: needsOf(graph, catalogue, client),
    ...(source === 'own' && { savedAt: Math.round(savedAt) }),
  };
}

/** Paths from a folder of the graph's own would lead elsewhere from the folder of templates. */
function withWholePaths(graph: Graph, catalogue: Catalogue, folder: string): Graph {
  const copy = structuredClone(graph);
  for (const { node, field, value } of pathFields(graph, catalogue)) {
    const config = copy.nodes.find(({ id }) => id === node)?.config;
    if (config && value && !isAbsolute(value) && !value.startsWith('upload:'))
      config[field] = resolve(folder, value);
  }
  return copy;
}

function checkOwn({ id, source }: { id: string; source: Source }): void {
  if (source === 'own') return;
  throw new UserError('BAD_REQUEST', {
    en: `The template "${id}" came with Heed and stays as it is; save yours under a new name.`,
    zh: `模板“${id}”随 Heed 提供，不能修改；请以新名称保存你的模板。`,
  });
}

function noSuchTemplate(id: string): UserError {
  return new UserError('NOT_FOUND', { en: `There is no template "${id}".`, zh: `没有模板“${id}”。` });
}
