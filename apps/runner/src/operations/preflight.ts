import { statfsSync } from 'node:fs';
import { bytesText, type MachineMemory, machineMemory } from '@heed/nodes/machine.ts';
import { type Catalogue, type Localized, type PlanStep, type Problem, text } from '@heed/schema';
import type BetterSqlite3 from 'better-sqlite3';
import { checkMemory } from '../graphs/memory.ts';
import { historyOf, type NodeHistory } from './history.ts';

/** What a run will ask of the machine, as far as that can be known; a field that is absent is unknown. */
export interface Preflight {
  nodes: (NodeHistory & { node: string; kind: string; memory?: { least: number; most: number } })[];
  memory: MachineMemory;
  /** Bytes that are free where the data folder lies. */
  diskFree: number;
  /** Sums over the nodes for which something is known, were none taken from the cache. */
  total: { seconds: { low: number; high: number }; bytes: { low: number; high: number } };
  /** Nodes for which nothing is known. */
  unknown: string[];
  problems: Problem[];
  warnings: { node?: string; message: Localized }[];
}

/** Looks ahead; `client` is a database with earlier runs, where there is one. */
export function preflight(
  steps: readonly PlanStep[],
  catalogue: Catalogue,
  dataFolder: string,
  client?: BetterSqlite3.Database,
): Preflight {
  const nodes = steps.map(({ node, kind, config, resources }) => {
    const spec = catalogue.get(kind);
    const history = client && spec ? historyOf(client, spec, config) : {};
    return { node, kind, ...(resources?.memory && { memory: resources.memory }), ...history };
  });
  const { problems, warnings } = checkMemory(steps, catalogue);
  const { bavail, bsize } = statfsSync(dataFolder);
  const diskFree = bavail * bsize;
  const sum = (what: 'seconds' | 'bytes', end: 'low' | 'high') =>
    nodes.reduce((total, node) => total + (node[what]?.[end] ?? 0), 0);
  const rangeOf = (what: 'seconds' | 'bytes') => ({ low: sum(what, 'low'), high: sum(what, 'high') });
  const total = { seconds: rangeOf('seconds'), bytes: rangeOf('bytes') };
  const unknown = nodes.filter(({ seconds }) => !seconds).map(({ node }) => node);
  const tight = total.bytes.high > diskFree ? [{ message: littleDisk(total.bytes.high, diskFree) }] : [];
  return {
    ...{ nodes, memory: machineMemory(), diskFree, total, unknown, problems },
    warnings: [...warnings, ...tight],
  };
}

function littleDisk(need: number, free: number): Localized {
  const [wanted, left] = [bytesText(need), bytesText(free)];
  return text(
    `Earlier runs of these nodes wrote up to ${wanted}, and ${left} of disk is free; make room, or the run pauses when the disk is full.`,
    `这些节点以往最多写入 ${wanted}，而磁盘空闲 ${left}；请腾出空间，否则磁盘写满时运行会暂停。`,
  );
}
