import { type Catalogue, type Graph, GraphError, portTypes, problem } from '@heed/schema';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { PinWish } from '../api/inputs.ts';
import type { PinView } from '../api/views.ts';
import type { ArtifactStore } from '../artifacts/store.ts';
import { type Database, transact } from '../db/open.ts';
import { pins, runs } from '../db/tables.ts';
import { UserError } from '../errors.ts';
import { lastAttempt } from '../execution/attempts.ts';
import type { PinnedOutputs } from '../execution/parts.ts';
import type { GraphStore } from './store.ts';

export interface PinParts {
  db: Database;
  artifacts: ArtifactStore;
  graphs: GraphStore;
  catalogue: Catalogue;
}

/** Outputs that are used as they are: while a node of a graph is pinned, it is not run. */
export class PinStore {
  readonly #parts: PinParts;

  constructor(parts: PinParts) {
    this.#parts = parts;
  }

  list(graph: string): PinView[] {
    this.#parts.graphs.get(graph);
    const rows = this.#parts.db
      .select()
      .from(pins)
      .where(eq(pins.graph, graph))
      .orderBy(asc(pins.node))
      .all();
    return rows.map(({ graph: _, results: __, ...pin }) => pin);
  }

  /** Pins what a run gave out for a node, or other artifacts by output port. Throws where one does not fit. */
  pin({ graph, node, run, outputs: chosen }: PinWish, author: string): void {
    const { db } = this.#parts;
    transact(db, () => {
      const kind = this.#kindOf(this.#parts.graphs.get(graph).graph, node);
      const made = this.#outputsOf(graph, run, node);
      const outputs = { ...made.outputs, ...chosen };
      this.#check(node, kind, outputs);
      const row = { kind, run, outputs, results: made.results, author, createdAt: Date.now() };
      db.insert(pins)
        .values({ graph, node, ...row })
        .onConflictDoUpdate({ target: [pins.graph, pins.node], set: row })
        .run();
    });
  }

  /** The node runs again from now on. Throws NOT_FOUND where it is not pinned. */
  unpin(graph: string, node: string): void {
    const at = and(eq(pins.graph, graph), eq(pins.node, node));
    if (this.#parts.db.delete(pins).where(at).run().changes) return;
    throw new UserError('NOT_FOUND', {
      en: `Node "${node}" is not pinned in this graph; its pinned nodes are ${this.#names(graph)}.`,
      zh: `此图中的节点“${node}”没有固定输出；已固定的节点：${this.#names(graph)}。`,
    });
  }

  /** The pins of nodes that a graph has, for a run that is about to start. Throws where one no longer fits. */
  of(graph: string, snapshot: Graph): Record<string, PinnedOutputs> {
    const kinds = new Map(snapshot.nodes.map(({ id, kind }) => [id, kind]));
    const rows = this.#parts.db.select().from(pins).where(eq(pins.graph, graph)).all();
    const here = rows.filter(({ node }) => kinds.has(node));
    for (const { node, outputs } of here) this.#check(node, kinds.get(node) as string, outputs);
    return Object.fromEntries(
      here.map(({ node, run, outputs, results }) => [node, { run, outputs, results }]),
    );
  }

  #names(graph: string): string {
    const rows = this.#parts.db.select({ node: pins.node }).from(pins).where(eq(pins.graph, graph)).all();
    return rows.map(({ node }) => node).join(', ') || '-';
  }

  #kindOf(graph: Graph, node: string): string {
    const found = graph.nodes.find(({ id }) => id === node);
    if (found) return found.kind;
    const nodes = graph.nodes.map(({ id }) => id).join(', ') || '-';
    throw new GraphError([problem('unknown-node', { node, nodes })]);
  }

  #outputsOf(graph: string, run: string, node: string): Pick<PinnedOutputs, 'outputs' | 'results'> {
    const { db } = this.#parts;
    const known = and(eq(runs.id, run), isNull(runs.removedAt));
    const found = db.select({ graph: runs.graph }).from(runs).where(known).get();
    if (!found) throw new UserError('NOT_FOUND', { en: `There is no run ${run}.`, zh: `没有运行 ${run}。` });
    if (found.graph !== graph) throw otherGraph(run);
    const { outputs, results } = lastAttempt(db, run, node) ?? {};
    return { outputs: outputs ?? {}, results: results ?? {} };
  }

  /** Every output of the node must be there, and of the type that its kind gives out. */
  #check(node: string, kind: string, outputs: Record<string, string>): void {
    const ports = this.#parts.catalogue.get(kind)?.outputs ?? {};
    for (const [port, { type }] of Object.entries(ports)) {
      const id = outputs[port];
      const given = id === undefined ? undefined : this.#parts.artifacts.find(id)?.type;
      if (!given) throw missingOutput(node, port, id);
      if (given !== type) throw wrongType(`${node}.${port}`, portTypes[type], id as string, portTypes[given]);
    }
    const extra = Object.keys(outputs).find((port) => !Object.hasOwn(ports, port));
    if (extra === undefined) return;
    const names = Object.keys(ports).join(', ') || 'none';
    throw new GraphError([problem('unknown-port', { node, port: extra, direction: 'output', ports: names })]);
  }
}

function otherGraph(run: string): UserError {
  return new UserError('BAD_REQUEST', {
    en: `Run ${run} belongs to another graph; pin the output of a run of this graph.`,
    zh: `运行 ${run} 属于另一个图；请固定此图某次运行的输出。`,
  });
}

function missingOutput(node: string, port: string, id: string | undefined): UserError {
  const [en, zh] = id
    ? [`the artifact ${id.slice(0, 12)}`, `产物 ${id.slice(0, 12)}`]
    : ['no output', '没有输出'];
  return new UserError('NOT_FOUND', {
    en: `Node "${node}" cannot be pinned: for its output "${port}" there is ${id ? `no longer ${en}` : en} in that run; choose a run in which it succeeded.`,
    zh: `无法固定节点“${node}”：其输出“${port}”在该运行中${id ? `已无${zh}` : zh}；请选择该节点成功的运行。`,
  });
}

type Names = { en: string; zh: string };

function wrongType(output: string, wanted: Names, id: string, given: Names): UserError {
  const short = id.slice(0, 12);
  return new UserError('BAD_REQUEST', {
    en: `The output ${output} is ${wanted.en}, but the artifact ${short} is ${given.en}; pin an artifact of the type ${wanted.en}.`,
    zh: `输出 ${output} 的类型是${wanted.zh}，而产物 ${short} 是${given.zh}；请固定类型为${wanted.zh}的产物。`,
  });
}
