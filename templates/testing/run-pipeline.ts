import { loadRun } from '@heed/nodes/catalogue.ts';
import { runNode, type TestContext, testContext } from '@heed/nodes/testing/index.ts';
import {
  applySettings,
  type Catalogue,
  type Graph,
  type InputArtifact,
  type NodeSpec,
  plan,
} from '@heed/schema';

/** What a pipeline did, node by node, up to the node that asked people. */
export interface Trial {
  results: Record<string, Record<string, number>>;
  /** The node that waits for people, where one does. */
  waiting?: string;
}

class Waiting extends Error {}

/** Runs a pipeline in this process, one node after the other, with settings as after `--set`. */
export async function runPipeline(
  graph: Graph,
  { settings, catalogue, folder }: { settings: readonly string[]; catalogue: Catalogue; folder: string },
): Promise<Trial> {
  const { steps, problems } = plan(applySettings(graph, settings, catalogue), catalogue);
  if (problems.length) throw new Error(problems.map(({ message }) => message.en).join('\n'));
  await using opened = new AsyncDisposableStack();
  const outputs = new Map<string, Record<string, InputArtifact>>();
  const results: Trial['results'] = {};
  for (const step of steps) {
    const spec = catalogue.get(step.kind) as NodeSpec;
    const inputs = Object.entries(step.inputs).map(([port, ends]) => [
      port,
      ends.map(({ node, port: output }) => outputs.get(node)?.[output] as InputArtifact),
    ]);
    const options = { inputs: Object.fromEntries(inputs), graphFolder: folder, seed: graph.seed };
    const context = await testContext(spec, { ...options, config: step.config, nodeId: step.node, ask });
    opened.use(context);
    try {
      const done = await runNode(spec, await loadRun(step.kind), context as TestContext<never>);
      outputs.set(step.node, done.outputs);
      results[step.node] = done.results;
    } catch (error) {
      if (error instanceof Waiting) return { results, waiting: step.node };
      throw new Error(`Node "${step.node}" failed: ${(error as Error).message}`, { cause: error });
    }
  }
  return { results };
}

function ask(): never {
  throw new Waiting();
}
