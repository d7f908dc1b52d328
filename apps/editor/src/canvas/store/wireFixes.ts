import {
  type Catalogue,
  type Endpoint,
  endpointName,
  type Fix,
  type Graph,
  type Problem,
} from '@heed/schema';
import { insertConverter, remove, wireId } from './edits.ts';
import { Neighborhood } from './neighborhood.ts';
import { draw } from './wiring.ts';

interface Wire {
  from: Endpoint;
  to: Endpoint;
}

/** Another wire that does not agree with the new one, and what comes in its place where there is something. */
export interface Adaptation {
  old: Wire;
  by?: Endpoint;
}

/** What can be done with one click so that a refused wire fits. */
export type WireFix =
  | (Fix & { action: 'insert-node' })
  /** Wire the nearest output that fits to the input in its place. */
  | { action: 'wire-instead'; by: Endpoint }
  /** Draw the wire, and have other inputs agree with it or go without. */
  | { action: 'adapt'; others: Adaptation[] };

/** More than so many other wires are not changed by one click. */
const MAX_OTHERS = 6;
/** So many outputs are tried, the nearest first. */
const TRIED = 24;

function without(graph: Graph, wire: Wire): Graph {
  return remove(graph, new Set(), new Set([wireId(wire)]));
}

/** Wires into the node of a problem at inputs that have to agree, which the new wire does not change. */
function others(graph: Graph, catalogue: Catalogue, { node, port }: Problem, to: Endpoint) {
  const spec = catalogue.get(graph.nodes.find(({ id }) => id === node)?.kind ?? '');
  const ports = (spec?.agreements ?? []).flatMap((one) =>
    port && one.ports.includes(port) ? one.ports : [],
  );
  const changed = new Neighborhood(graph, catalogue).after(to.node);
  return graph.edges.filter(
    (wire) =>
      wire.to.node === node &&
      ports.includes(wire.to.port) &&
      endpointName(wire.to) !== endpointName(to) &&
      !changed.has(wire.from.node),
  );
}

/** Outputs that could stand in for another one, those of near nodes first. */
function standIns(graph: Graph, catalogue: Catalogue, { from, to }: Wire): Endpoint[] {
  const specs = new Map(graph.nodes.map(({ id, kind }) => [id, catalogue.get(kind)]));
  const accepts = specs.get(to.node)?.inputs[to.port]?.accepts ?? [];
  const behind = new Neighborhood(graph, catalogue).after(to.node);
  const place = graph.nodes.find(({ id }) => id === to.node)?.position ?? { x: 0, y: 0 };
  return graph.nodes
    .filter(({ id }) => !behind.has(id))
    .toSorted((a, b) => {
      const far = ({ position: { x, y } }: typeof a) => Math.hypot(x - place.x, y - place.y);
      return far(a) - far(b);
    })
    .flatMap(({ id }) =>
      Object.entries(specs.get(id)?.outputs ?? {})
        .filter(([port, { type }]) => accepts.includes(type) && !(id === from.node && port === from.port))
        .map(([port]) => ({ node: id, port })),
    );
}

/** What is to be done to one other wire so that it agrees with the new one. */
function adaptation(graph: Graph, catalogue: Catalogue, old: Wire, { from, to }: Wire): Adaptation {
  const wired = draw(without(graph, old), catalogue, from, to);
  const neighborhood = new Neighborhood(wired, catalogue);
  const by = standIns(wired, catalogue, old)
    .slice(0, TRIED)
    .find((output) => !neighborhood.newProblem(output, old.to));
  return by ? { old, by } : { old };
}

function adapted(graph: Graph, catalogue: Catalogue, { old, by }: Adaptation): Graph {
  return by ? draw(graph, catalogue, by, old.to) : without(graph, old);
}

/** The nearest output that fits a free input at which a wire was refused. */
function instead(graph: Graph, catalogue: Catalogue, from: Endpoint, to: Endpoint): WireFix | undefined {
  if (graph.edges.some((edge) => endpointName(edge.to) === endpointName(to))) return undefined;
  const neighborhood = new Neighborhood(graph, catalogue);
  const by = standIns(graph, catalogue, { from, to })
    .slice(0, TRIED)
    .find((output) => !neighborhood.newProblem(output, to));
  return by && { action: 'wire-instead', by };
}

/** What would make a refused wire fit; undefined where nothing is known that would. */
export function wireFix(
  graph: Graph,
  catalogue: Catalogue,
  problem: Problem,
  from: Endpoint,
  to: Endpoint,
): WireFix | undefined {
  if (problem.fix?.action === 'insert-node') return problem.fix;
  if (problem.code === 'wrong-type') return instead(graph, catalogue, from, to);
  const changes: Adaptation[] = [];
  let now = graph;
  for (let left: Problem | undefined = problem; left; ) {
    const [old] = others(now, catalogue, left, to);
    if (!old || changes.length === MAX_OTHERS) return undefined;
    const change = adaptation(now, catalogue, old, { from, to });
    changes.push(change);
    now = adapted(now, catalogue, change);
    left = new Neighborhood(now, catalogue).newProblem(from, to);
  }
  return { action: 'adapt', others: changes };
}

/** Draws the wire with its fix: one step of undo. */
export function fixWire(
  graph: Graph,
  catalogue: Catalogue,
  fix: WireFix,
  from: Endpoint,
  to: Endpoint,
): Graph {
  if (fix.action === 'insert-node') {
    const spec = catalogue.get(fix.kind);
    return spec ? insertConverter(graph, spec, fix, from, to).graph : graph;
  }
  if (fix.action === 'wire-instead') return draw(graph, catalogue, fix.by, to);
  return fix.others.reduce(
    (changed, one) => adapted(changed, catalogue, one),
    draw(graph, catalogue, from, to),
  );
}
