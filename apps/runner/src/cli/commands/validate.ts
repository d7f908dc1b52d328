import { resolve } from 'node:path';
import { applySettings, GraphError, parseGraph, plan } from '@heed/schema';
import { loadKinds } from '../../execution/kinds.ts';
import { exitCodes } from '../exit.ts';
import { readGraphFile } from '../graph-file.ts';

/** `heed validate FILE`: says that a graph can run, or throws a `GraphError` with all that is wrong. */
export async function validate(
  file: string,
  options: { set: string[]; kinds?: string; json: boolean },
): Promise<number> {
  const { catalogue } = await loadKinds(options.kinds && resolve(options.kinds));
  const graph = parseGraph(applySettings(readGraphFile(file), options.set, catalogue));
  const { steps, problems } = plan(graph, catalogue);
  if (problems.length) throw new GraphError(problems);
  if (options.json) console.log(JSON.stringify({ type: 'result', status: 'valid', nodes: steps.length }));
  else console.log(`${file} is valid: ${steps.map(({ node }) => node).join(' → ')}`);
  return exitCodes.done;
}
