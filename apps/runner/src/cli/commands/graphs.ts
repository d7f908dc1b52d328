import type { FieldChange, GraphDiff } from '@heed/schema';
import Table from 'cli-table3';
import type { GraphSummary } from '../../api/views.ts';
import { UserError } from '../../errors.ts';
import type { Client } from '../client.ts';
import { exitCodes } from '../exit.ts';
import { type ClientOptions, openClient } from '../open.ts';

type Options = ClientOptions & { json?: boolean };

const plainStyle = { style: { head: [], border: [], compact: true } };

function shownTime(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** Does something with a runner and lets go of it. */
export async function withClient(
  options: ClientOptions,
  work: (client: Client) => Promise<void>,
): Promise<number> {
  const client = await openClient(options);
  try {
    await work(client);
  } finally {
    await client.close();
  }
  return exitCodes.done;
}

function show(options: Options, rows: readonly object[], head: string[], cells: (string | number)[][]): void {
  if (options.json) {
    for (const row of rows) console.log(JSON.stringify(row));
    return;
  }
  const table = new Table({ head, ...plainStyle });
  table.push(...cells);
  console.log(table.toString());
}

/** A saved graph by its id, or by its name where only one has it. */
async function findGraph({ library }: Client, wanted: string): Promise<GraphSummary> {
  const graphs = await library.graphs();
  const byId = graphs.find(({ id }) => id === wanted);
  const named = graphs.filter(({ name }) => name === wanted);
  const found = byId ?? (named.length === 1 ? named[0] : undefined);
  if (found) return found;
  if (named.length) throw severalGraphs(wanted, named);
  throw new UserError('NOT_FOUND', {
    en: `There is no graph "${wanted}"; "heed graphs list" names those there are.`,
    zh: `没有图“${wanted}”；可用“heed graphs list”查看现有的图。`,
  });
}

function severalGraphs(name: string, graphs: readonly GraphSummary[]): UserError {
  const ids = graphs.map(({ id }) => id).join(', ');
  return new UserError('CONFLICT', {
    en: `${graphs.length} graphs are called "${name}"; name one by its id: ${ids}.`,
    zh: `有 ${graphs.length} 个图名为“${name}”；请用 id 指定：${ids}。`,
  });
}

/** `heed graphs list` */
export async function list(options: Options): Promise<number> {
  return withClient(options, async ({ library }) => {
    const graphs = await library.graphs();
    const cells = graphs.map((one) => [
      one.id,
      one.name,
      one.revision,
      one.nodeCount,
      shownTime(one.updatedAt),
    ]);
    show(options, graphs, ['graph', 'name', 'revision', 'nodes', 'saved (UTC)'], cells);
  });
}

/** `heed graphs versions GRAPH` */
export async function versions(graph: string, options: Options): Promise<number> {
  return withClient(options, async (client) => {
    const { id } = await findGraph(client, graph);
    const found = await client.library.versions(id);
    const origin = (restores: number | null) => (restores === null ? '' : `as revision ${restores}`);
    const cells = found.map((one) => [
      ...[one.revision, one.name ?? '', one.author, shownTime(one.savedAt)],
      ...[one.nodeCount, origin(one.restores)],
    ]);
    show(options, found, ['revision', 'name', 'saved by', 'saved (UTC)', 'nodes', 'restored'], cells);
  });
}

function parseRevision(value: string): number {
  const revision = Number(value);
  if (Number.isInteger(revision) && revision >= 1) return revision;
  throw new UserError('BAD_REQUEST', {
    en: `A revision is a whole number from 1, not "${value}"; "heed graphs versions" lists them.`,
    zh: `版本号是从 1 开始的整数，而不是“${value}”；可用“heed graphs versions”查看。`,
  });
}

/** `heed graphs diff GRAPH FROM TO` */
export async function diff(graph: string, from: string, to: string, options: Options): Promise<number> {
  return withClient(options, async (client) => {
    const { id } = await findGraph(client, graph);
    const found = await client.library.diff(id, parseRevision(from), parseRevision(to));
    console.log(options.json ? JSON.stringify(found) : diffLines(found).join('\n') || 'No difference.');
  });
}

/** What differs, one line a thing: `+` is new, `-` is gone, `~` changed. */
function diffLines({ graph, nodes, wires, notes, moved }: GraphDiff): string[] {
  const value = (one: unknown) => (one === undefined ? 'unset' : JSON.stringify(one));
  const change = (of: string) => (one: FieldChange) =>
    `~ ${of}${one.field}: ${value(one.before)} → ${value(one.after)}`;
  const thing = (sign: string, what: string) => (id: string) => `${sign} ${what} ${id}`;
  return [
    ...graph.map(change('')),
    ...nodes.added.map(({ id, kind }) => `+ node ${id} (${kind})`),
    ...nodes.removed.map(({ id, kind }) => `- node ${id} (${kind})`),
    ...nodes.changed.flatMap(({ id, fields }) => fields.map(change(`${id}.`))),
    ...wires.added.map((one) => `+ wire ${one.from} → ${one.to}`),
    ...wires.removed.map((one) => `- wire ${one.from} → ${one.to}`),
    ...notes.added.map(thing('+', 'note')),
    ...notes.removed.map(thing('-', 'note')),
    ...notes.changed.map(({ id }) => thing('~', 'note')(id)),
    ...(moved.length ? [`moved: ${moved.join(', ')}`] : []),
  ];
}

/** `heed graphs name GRAPH REVISION [NAME]`: without a name it is taken away. */
export async function name(
  graph: string,
  revision: string,
  called: string | undefined,
  options: Options,
): Promise<number> {
  return withClient(options, async (client) => {
    const { id } = await findGraph(client, graph);
    await client.library.nameVersion(id, parseRevision(revision), called ?? null);
    console.log(
      called ? `Revision ${revision} is now "${called}".` : `Revision ${revision} has no name now.`,
    );
  });
}

/** `heed graphs restore GRAPH REVISION` */
export async function restore(graph: string, revision: string, options: Options): Promise<number> {
  return withClient(options, async (client) => {
    const { id, revision: current } = await findGraph(client, graph);
    const saved = await client.library.restore(id, parseRevision(revision), current);
    console.log(`Revision ${revision} is back as revision ${saved.revision}.`);
  });
}

/** `heed graphs pins GRAPH` */
export async function pins(graph: string, options: Options): Promise<number> {
  return withClient(options, async (client) => {
    const found = await client.library.pins((await findGraph(client, graph)).id);
    const ids = (outputs: Record<string, string>) => Object.values(outputs).map((id) => id.slice(0, 12));
    const cells = found.map((one) => [one.node, one.run, ids(one.outputs).join('\n'), one.author]);
    show(options, found, ['node', 'from run', 'artifacts', 'pinned by'], cells);
  });
}

/** `heed graphs pin GRAPH NODE RUN` */
export async function pin(graph: string, node: string, run: string, options: Options): Promise<number> {
  return withClient(options, async (client) => {
    await client.library.pin((await findGraph(client, graph)).id, node, run);
    console.log(`Node "${node}" is not run any more; its outputs of run ${run} are used.`);
  });
}

/** `heed graphs unpin GRAPH NODE` */
export async function unpin(graph: string, node: string, options: Options): Promise<number> {
  return withClient(options, async (client) => {
    await client.library.unpin((await findGraph(client, graph)).id, node);
    console.log(`Node "${node}" runs again.`);
  });
}
