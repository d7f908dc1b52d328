import type { NodeRunView } from '../../api/views.ts';
import { UserError } from '../../errors.ts';
import type { ClientOptions } from '../open.ts';
import { withClient } from './graphs.ts';

/** `heed runs why RUN [NODE]`: where each result came from, or why it had to run. */
export async function why(
  id: string,
  node: string | undefined,
  options: ClientOptions & { json: boolean },
): Promise<number> {
  return withClient(options, async (client) => {
    const { nodes } = await client.run(id);
    const wanted = nodes.filter((one) => node === undefined || one.node === node);
    if (wanted.length === 0) throw noSuchNode(id, node ?? '', nodes);
    for (const one of wanted)
      console.log(options.json ? JSON.stringify({ node: one.node, cache: one.cache }) : whyLine(one));
  });
}

function whyLine({ node, state, cache }: NodeRunView): string {
  if (!cache) return `${node}: has not come to its turn (${state})`;
  if (cache.hit) return `${node}: ${cache.pinned ? 'pinned' : 'from the cache'} (run ${cache.fromRun})`;
  const compared = cache.comparedWith ? ` (compared with run ${cache.comparedWith})` : '';
  return `${node}: ran, because ${cache.reasons.map(({ en }) => en).join('; ')}${compared}`;
}

function noSuchNode(run: string, node: string, nodes: readonly NodeRunView[]): UserError {
  const names = nodes.map((one) => one.node).join(', ');
  return new UserError('NOT_FOUND', {
    en: `Run ${run} has no node "${node}"; its nodes are ${names}.`,
    zh: `运行 ${run} 没有节点“${node}”；其节点有：${names}。`,
  });
}
