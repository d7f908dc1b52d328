import { type Graph, type GraphFile, nameOfFile, parseGraphText } from '@heed/schema';
import { currentLanguage } from '../i18n/language.ts';

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

/** Reads a chosen file as a graph in the language of the page. Throws a `GraphError` that names the file and each wrong place. */
export async function readGraphFile(file: File): Promise<Graph> {
  return parseGraphText(await file.text(), file.name, currentLanguage());
}
