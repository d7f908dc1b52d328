import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  GRAPH_FORMAT,
  type Graph,
  GraphError,
  type GraphFile,
  type Language,
  parseGraph,
  parseGraphText,
} from '@heed/schema';

/** Where the templates that ship lie, with their data. */
export const shippedTemplates = fileURLToPath(new URL('../../../../templates', import.meta.url));

/** A template as it lies in a folder. */
export interface TemplateFile {
  id: string;
  /** As the file holds it, with its texts in both languages. */
  file: GraphFile;
  /** The same in English. */
  graph: Graph;
  savedAt: number;
}

/** A template as a pipeline in one language. */
export function templateIn({ file }: Pick<TemplateFile, 'file'>, language: Language): Graph {
  return parseGraph(file, language);
}

const ENDING = '.json';

function isGraph(content: string): boolean {
  try {
    return (JSON.parse(content) as { format?: unknown } | null)?.format === GRAPH_FORMAT;
  } catch {
    return false;
  }
}

/** A graph of today's format; undefined for other JSON files and for what this Heed cannot read. */
async function readTemplate(folder: string, file: string): Promise<TemplateFile | undefined> {
  const path = join(folder, file);
  const content = await readFile(path, 'utf8');
  if (!isGraph(content)) return undefined;
  try {
    const graph = parseGraphText(content, file);
    const savedAt = (await stat(path)).mtimeMs;
    return { id: file.slice(0, -ENDING.length), file: JSON.parse(content), graph, savedAt };
  } catch (error) {
    if (error instanceof GraphError) return undefined;
    throw error;
  }
}

/** The graphs among the JSON files of a folder, by file name without its ending. */
export async function readTemplates(folder: string): Promise<TemplateFile[]> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder))
    .filter((name) => name.endsWith(ENDING) && !name.startsWith('.'))
    .sort();
  const found = await Promise.all(names.map((name) => readTemplate(folder, name)));
  return found.filter((one) => one !== undefined);
}

/** Writes a template whole or not at all; it is on the disk when this resolves. */
export async function writeTemplate(folder: string, id: string, graph: GraphFile): Promise<void> {
  await mkdir(folder, { recursive: true });
  const partial = join(folder, `.${randomUUID()}`);
  try {
    const handle = await open(partial, 'wx');
    try {
      await handle.writeFile(`${JSON.stringify(graph, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, join(folder, `${id}${ENDING}`));
  } finally {
    await rm(partial, { force: true });
  }
}

export async function removeTemplate(folder: string, id: string): Promise<void> {
  await rm(join(folder, `${id}${ENDING}`));
}

/** An id from a name that every file system takes and that is not taken: `weather`, `weather-2`. */
export function newTemplateId(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const stem = [...plain].slice(0, 40).join('').replace(/-+$/, '') || 'template';
  for (let count = 1; ; count++) {
    const id = count === 1 ? stem : `${stem}-${count}`;
    if (!taken.has(id)) return id;
  }
}
