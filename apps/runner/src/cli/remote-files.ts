import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { applySettings, type Catalogue, describeConfig, type Graph, type GraphNode } from '@heed/schema';
import { loadKinds } from '../execution/kinds.ts';
import type { Upload } from './remote.ts';

/**
 * A graph that another runner can run: settings applied, files that lie on this machine uploaded. Paths that
 * do not exist here are left for the runner to find.
 */
export async function prepareForRemote(
  graph: Graph,
  options: { set: string[]; kinds?: string },
  folder: string,
  { upload }: { upload: Upload },
): Promise<Graph> {
  const { catalogue } = await loadKinds(options.kinds && resolve(options.kinds));
  const changed = applySettings(graph, options.set, catalogue);
  for (const node of changed.nodes) {
    for (const name of fileFields(node, catalogue)) {
      const path = node.config[name];
      if (typeof path === 'string' && path && !path.startsWith('upload:'))
        node.config[name] = await uploadIfHere(path, folder, upload);
    }
  }
  return changed;
}

/** Config fields of a node that name a file, defaults included. */
function fileFields(node: GraphNode, catalogue: Catalogue): string[] {
  const spec = catalogue.get(node.kind);
  if (!spec) return [];
  return describeConfig(spec)
    .filter(({ widget }) => widget === 'file')
    .map(({ name }) => name);
}

async function uploadIfHere(path: string, folder: string, upload: Upload): Promise<string> {
  const file = resolve(folder, path);
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? upload(basename(file), await openAsBlob(file)) : path;
}
