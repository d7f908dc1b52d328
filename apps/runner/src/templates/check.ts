import { existsSync } from 'node:fs';
import { type Catalogue, type Graph, GraphError, type Problem, parseGraph } from '@heed/schema';
import type { MissingFile, PipelineCheck } from '../api/template-views.ts';
import { validateDraft } from '../graphs/validate.ts';
import { resolveConfigPath } from '../worker/paths.ts';
import { type PathField, pathFields } from './path-fields.ts';

/** Where paths of a pipeline lead on this machine. */
export interface Places {
  /** Where relative paths start. */
  folder: string;
  uploads: string;
}

/** What keeps a pipeline from elsewhere from running here: problems of the graph, missing files, too little memory. */
export function checkPipeline(draft: unknown, catalogue: Catalogue, places: Places): PipelineCheck {
  const graph = readGraph(draft);
  if (!('nodes' in graph)) return { problems: graph.problems, missing: [] };
  const missing = missingFiles(graph, catalogue, places);
  const isMissing = ({ node, parameter }: Problem) =>
    missing.some((one) => one.node === node && one.field === parameter);
  return { problems: validateDraft(graph, catalogue).filter((one) => !isMissing(one)), missing };
}

/** The files and folders that the nodes of a graph need and that are not on this machine. */
export function missingFiles(graph: Graph, catalogue: Catalogue, places: Places): MissingFile[] {
  return pathFields(graph, catalogue).flatMap((field) => missingFile(field, places) ?? []);
}

function readGraph(draft: unknown): Graph | { problems: Problem[] } {
  try {
    return parseGraph(draft);
  } catch (error) {
    if (error instanceof GraphError) return { problems: [...error.problems] };
    throw error;
  }
}

function missingFile({ required, ...field }: PathField, places: Places): MissingFile | undefined {
  if (field.value === '') return required ? { ...field, reason: 'empty' } : undefined;
  if (isHere(field.value, places)) return undefined;
  return { ...field, reason: field.value.startsWith('upload:') ? 'upload' : 'absent' };
}

function isHere(path: string, { folder, uploads }: Places): boolean {
  try {
    return existsSync(resolveConfigPath(path, folder, uploads));
  } catch {
    return false;
  }
}
