import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GRAPH_FORMAT, type Graph, parseGraphText } from '@heed/schema';
import type { Services } from '../api/services.ts';
import { UserError } from '../errors.ts';

function isGraph(text: string): boolean {
  try {
    return (JSON.parse(text) as { format?: unknown } | null)?.format === GRAPH_FORMAT;
  } catch {
    return false;
  }
}

async function readTemplate(folder: string, file: string): Promise<Graph | undefined> {
  const text = await readFile(join(folder, file), 'utf8');
  return isGraph(text) ? parseGraphText(text, file) : undefined;
}

/** The graphs among the JSON files of a folder, by file name without its ending. */
export function templatesIn(folder: string): Services['templates'] {
  const files = async () => {
    if (!existsSync(folder)) return [];
    return (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  };
  return {
    async list() {
      const names = await files();
      const graphs = await Promise.all(names.map((file) => readTemplate(folder, file)));
      return names.flatMap((file, index) => {
        const graph = graphs[index];
        if (!graph) return [];
        const { name, description, nodes } = graph;
        return [{ id: file.slice(0, -'.json'.length), name, description, nodeCount: nodes.length }];
      });
    },
    async get(id) {
      const file = (await files()).find((name) => name === `${id}.json`);
      const graph = file && (await readTemplate(folder, file));
      if (graph) return { graph };
      throw new UserError('NOT_FOUND', { en: `There is no template "${id}".`, zh: `没有模板“${id}”。` });
    },
  };
}
