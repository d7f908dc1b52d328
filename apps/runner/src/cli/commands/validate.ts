import { resolve } from 'node:path';
import { applySettings, type Graph, GraphError, parseGraph, plan } from '@heed/schema';
import { loadKinds } from '../../execution/kinds.ts';
import { choosePart, graphOfPart } from '../../execution/parts.ts';
import { checkMemory, type MemoryCheck } from '../../graphs/memory.ts';
import { exitCodes } from '../exit.ts';
import { readGraphFile } from '../graph-file.ts';

/**
 * The nodes of a graph in running order, with settings applied, and those for which memory is short. Throws a
 * `GraphError` with all that is wrong.
 */
export async function checkGraph(
  graph: Graph,
  options: { set: string[]; kinds?: string; to?: string; from?: string },
): Promise<{ nodes: string[]; warnings: MemoryCheck['warnings'] }> {
  const { catalogue } = await loadKinds(options.kinds && resolve(options.kinds));
  const changed = parseGraph(applySettings(graph, options.set, catalogue));
  const { nodes } = choosePart(changed, options);
  const { steps, problems } = plan(graphOfPart(changed, nodes), catalogue);
  if (problems.length) throw new GraphError(problems);
  const memory = checkMemory(steps, catalogue);
  if (memory.problems.length) throw new GraphError(memory.problems);
  return { nodes: steps.map(({ node }) => node), warnings: memory.warnings };
}

/** `heed validate FILE`: says that a graph can run, or throws a `GraphError` with all that is wrong. */
export async function validate(
  file: string,
  options: { set: string[]; kinds?: string; json: boolean },
): Promise<number> {
  const { nodes, warnings } = await checkGraph(readGraphFile(file), options);
  for (const { message } of warnings) console.error(message.en);
  if (options.json) console.log(JSON.stringify({ type: 'result', status: 'valid', nodes: nodes.length }));
  else console.log(`${file} is valid: ${nodes.join(' → ')}`);
  return exitCodes.done;
}
