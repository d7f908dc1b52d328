import { applySettings, parseGraph, plan } from '@heed/schema';
import type { RunWish } from '../api/inputs.ts';
import { UserError } from '../errors.ts';
import { chooseActivePart, graphOfPart } from '../execution/parts.ts';
import type { RunStarter } from '../execution/start-run.ts';
import { type Preflight, preflight } from './preflight.ts';

/** Looks ahead at what a wish would run; a graph that cannot run gives its problems. */
export function preflightOf(
  { stores, graphs, kinds }: RunStarter,
  dataFolder: string,
  wish: RunWish,
): Preflight {
  const { graphId, graph = graphId && graphs.get(graphId).graph, settings = [], to, from } = wish;
  if (!graph) throw noGraph();
  const changed = parseGraph(applySettings(graph, settings, kinds.catalogue));
  const { nodes } = chooseActivePart(changed, kinds.catalogue, { to, from });
  const { steps, problems } = plan(graphOfPart(changed, nodes), kinds.catalogue);
  const ahead = preflight(steps, kinds.catalogue, dataFolder, stores.db.$client);
  return problems.length ? { ...ahead, problems } : ahead;
}

function noGraph(): UserError {
  return new UserError('BAD_REQUEST', {
    en: 'Say which graph is to run: the id of a saved graph, or the graph itself.',
    zh: '请指定要运行的图：已保存图的 id，或图本身。',
  });
}
