import type { GraphDiff } from '@heed/schema';
import type { TRPCClient } from '@trpc/client';
import type { CollectWish } from '../api/inputs.ts';
import type { AppRouter } from '../api/router.ts';
import type { Services } from '../api/services.ts';
import type { Collected, DiskUse, GraphSummary, PinView, VersionView } from '../api/views.ts';

/** Saved graphs, their versions and pins, and what lies on the disk, as commands ask for them. */
export interface Library {
  graphs(): Promise<GraphSummary[]>;
  versions(graph: string): Promise<VersionView[]>;
  diff(graph: string, from: number, to: number): Promise<GraphDiff>;
  nameVersion(graph: string, revision: number, name: string | null): Promise<void>;
  restore(graph: string, revision: number, current: number): Promise<{ revision: number }>;
  pins(graph: string): Promise<PinView[]>;
  pin(graph: string, node: string, run: string): Promise<void>;
  unpin(graph: string, node: string): Promise<void>;
  removeRun(id: string): Promise<void>;
  diskUse(): Promise<DiskUse>;
  collect(wish: CollectWish): Promise<Collected>;
}

const AUTHOR = 'command line';

/** The library of a runner in this process. */
export function ownLibrary({ graphs, versions, runs, storage }: Services): Library {
  return {
    graphs: async () => graphs.list(),
    versions: async (id) => versions.list({ id }),
    diff: async (id, from, to) => versions.diff(id, from, to),
    nameVersion: async (id, revision, name) => versions.name({ id, revision, name }),
    restore: async (id, revision, current) => versions.restore({ id, revision, current }, AUTHOR),
    pins: async (id) => graphs.pins(id),
    pin: async (graph, node, run) => graphs.pin({ graph, node, run }, AUTHOR),
    unpin: async (graph, node) => graphs.unpin(graph, node),
    removeRun: async (id) => runs.remove(id),
    diskUse: () => storage.use(),
    collect: (wish) => storage.collect(wish),
  };
}

type Ask = <Result>(call: () => Promise<Result>) => Promise<Result>;

/** The library of a runner behind a URL; `ask` turns its refusals into errors of this side. */
export function remoteLibrary(trpc: TRPCClient<AppRouter>, ask: Ask): Library {
  const { graphs, versions, runs, storage } = trpc;
  return {
    graphs: () => ask(() => graphs.list.query()),
    versions: (id) => ask(() => versions.list.query({ id })),
    diff: (id, from, to) => ask(() => versions.diff.query({ id, from, to })),
    nameVersion: (id, revision, name) => ask(() => versions.name.mutate({ id, revision, name })),
    restore: (id, revision, current) => ask(() => versions.restore.mutate({ id, revision, current })),
    pins: (id) => ask(() => graphs.pins.query({ id })),
    pin: (graph, node, run) => ask(() => graphs.pin.mutate({ graph, node, run })),
    unpin: (graph, node) => ask(() => graphs.unpin.mutate({ graph, node })),
    removeRun: (id) => ask(() => runs.remove.mutate({ id })),
    diskUse: () => ask(() => storage.use.query()),
    collect: (wish) => ask(() => storage.collect.mutate(wish)),
  };
}
