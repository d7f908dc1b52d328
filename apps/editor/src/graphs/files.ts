import {
  type Graph,
  GraphError,
  type GraphFile,
  LONGEST_NAME,
  nameOfFile,
  parseGraphText,
  problem,
} from '@heed/schema';
import { currentLanguage } from '../i18n/language.ts';
import { formatBytes } from '../outputs/files.ts';

/** Lets the browser save a graph, or a template in both languages, as `<name>.json`. */
export function downloadGraph(graph: GraphFile): void {
  const url = URL.createObjectURL(
    new Blob([`${JSON.stringify(graph, null, 2)}\n`], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName(nameOfFile(graph)[currentLanguage()])}.json`;
  link.click();
  URL.revokeObjectURL(url);
}

/** A graph's name as a file name that every system takes. */
export function fileName(name: string): string {
  return name.replace(/[\p{Cc}<>:"/\\|?*\s]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '') || 'pipeline';
}

/** What a request to the runner may hold, less a little for what stands around the graph. */
const LARGEST_BYTES = 32_000_000;

/**
 * Reads a chosen file as a graph in the language of the page; one without a name is called like the file. Throws a
 * `GraphError` that names the file and each wrong place.
 */
export async function readGraphFile(file: File): Promise<Graph> {
  if (file.size > LARGEST_BYTES) {
    const sizes = { size: formatBytes(file.size), most: formatBytes(LARGEST_BYTES) };
    throw new GraphError([problem('large-file', { file: file.name, ...sizes })]);
  }
  const graph = parseGraphText(await file.text(), file.name, currentLanguage());
  if (graph.name.trim() !== '') return graph;
  return { ...graph, name: file.name.replace(/\.json$/i, '').slice(0, LONGEST_NAME) };
}
