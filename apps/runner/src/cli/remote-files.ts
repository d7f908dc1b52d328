import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { applySettings, type Catalogue, describeConfig, type Graph, type GraphNode } from '@heed/schema';
import { loadKinds } from '../execution/kinds.ts';
import type { Uploads } from './uploads.ts';

/**
 * A graph that another runner can run: settings applied, files and folders that lie on this machine uploaded. Paths
 * that do not exist here are left for the runner to find.
 */
export async function prepareForRemote(
  graph: Graph,
  options: { set: string[]; kinds?: string },
  folder: string,
  uploads: Uploads,
): Promise<Graph> {
  const { catalogue } = await loadKinds(options.kinds && resolve(options.kinds));
  const changed = applySettings(graph, options.set, catalogue);
  for (const node of changed.nodes) {
    for (const name of pathFields(node, catalogue)) {
      const path = node.config[name];
      if (typeof path === 'string' && path && !path.startsWith('upload:'))
        node.config[name] = await uploadIfHere(path, folder, uploads);
    }
  }
  return changed;
}

/** Config fields of a node that name a file or a folder, defaults included. */
function pathFields(node: GraphNode, catalogue: Catalogue): string[] {
  const spec = catalogue.get(node.kind);
  if (!spec) return [];
  return describeConfig(spec)
    .filter(({ widget }) => widget === 'file' || widget === 'directory')
    .map(({ name }) => name);
}

async function uploadIfHere(path: string, folder: string, uploads: Uploads): Promise<string> {
  const file = resolve(folder, path);
  const found = await stat(file).catch(() => undefined);
  return found ? uploads.add(file) : path;
}
