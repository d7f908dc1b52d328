import { resolve } from 'node:path';
import { applySettings, type Graph, GraphError, parseGraph, plan } from '@heed/schema';
import { loadKinds } from '../../execution/kinds.ts';
import { exitCodes } from '../exit.ts';
import { readGraphFile } from '../graph-file.ts';

/** The nodes of a graph in running order, with settings applied. Throws a `GraphError` with all that is wrong. */
export async function checkGraph(
  graph: Graph,
  options: { set: string[]; kinds?: string },
): Promise<string[]> {
  const { catalogue } = await loadKinds(options.kinds && resolve(options.kinds));
  const { steps, problems } = plan(parseGraph(applySettings(graph, options.set, catalogue)), catalogue);
  if (problems.length) throw new GraphError(problems);
  return steps.map(({ node }) => node);
}

/** `heed validate FILE`: says that a graph can run, or throws a `GraphError` with all that is wrong. */
export async function validate(
  file: string,
  options: { set: string[]; kinds?: string; json: boolean },
): Promise<number> {
  const nodes = await checkGraph(readGraphFile(file), options);
  if (options.json) console.log(JSON.stringify({ type: 'result', status: 'valid', nodes: nodes.length }));
  else console.log(`${file} is valid: ${nodes.join(' → ')}`);
  return exitCodes.done;
}
