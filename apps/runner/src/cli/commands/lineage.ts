import type { LineageView } from '../../api/artifact-views.ts';
import { UserError } from '../../errors.ts';
import type { Client } from '../client.ts';
import { exitCodes } from '../exit.ts';
import { type ClientOptions, openClient } from '../open.ts';

export interface LineageOptions extends ClientOptions {
  forward: boolean;
  depth?: number;
  json: boolean;
}

/** `heed lineage ARTIFACT`, where the artifact is an id or RUN/NODE/PORT. */
export async function showLineage(artifact: string, options: LineageOptions): Promise<number> {
  const client = await openClient(options);
  try {
    const id = artifact.includes('/') ? await findOutput(client, artifact) : artifact;
    const direction = options.forward ? 'forward' : 'back';
    const view = await client.lineage({ id, direction, depth: options.depth });
    console.log(options.json ? JSON.stringify(view) : describe(view));
  } finally {
    await client.close();
  }
  return exitCodes.done;
}

async function findOutput(client: Client, place: string): Promise<string> {
  const [run = '', node, port] = place.split('/');
  const found = (await client.run(run)).nodes.find((one) => one.node === node);
  const outputs = Object.entries(found?.outputs ?? {});
  const [wanted] = port === undefined ? outputs : outputs.filter(([name]) => name === port);
  if (wanted) return wanted[1];
  const known = outputs.map(([name]) => name).join(', ');
  throw new UserError('NOT_FOUND', {
    en: `Run ${run} has no output ${node}/${port ?? '…'}; the outputs of "${node}" are: ${known || 'none'}.`,
    zh: `运行 ${run} 没有输出 ${node}/${port ?? '…'}；节点“${node}”的输出有：${known || '无'}。`,
  });
}

/** One line an artifact, indented by its distance, with the node run that made it. */
function describe({ artifacts, steps, judgements, open }: LineageView): string {
  const lines = artifacts.map(({ id, type, depth, judgements: counts }) => {
    const step = steps.find(({ outputs }) => outputs.some(({ artifact }) => artifact === id));
    const maker = step ? `${step.kind} "${step.node}" of run ${step.run}` : 'no run of this data folder';
    const labels = counts ? `, ${counts.total} judgements by ${counts.labelers} labelers` : '';
    const files = step?.files.map(({ path }) => `, from ${path}`).join('') ?? '';
    return `${'  '.repeat(depth)}${type} ${id.slice(0, 12)} ← ${maker}${labels}${files}`;
  });
  if (judgements.total)
    lines.push(
      `${judgements.total} judgements: ${judgements.people} by people, ${judgements.judges} by judges.`,
    );
  if (open.length)
    lines.push(`It goes on from ${open.length} of these artifacts; raise --depth or ask from there.`);
  return lines.join('\n');
}
