import type { Catalogue, Graph } from '@heed/schema';
import { type Point, remove, wireId } from './store/edits.ts';
import { wireOf } from './store/splice.ts';
import {
  comparedLandings,
  type Landing,
  landings,
  type PortPlace,
  portKey,
  type Side,
} from './store/wiring.ts';

/** What is to be joined: a node by any of its ports, one port of it, or a wire of which one end moves. */
export type ConnectWish = { node: string; port?: PortPlace } | { wire: string };

/** A port where a wire may end, and what it would do there. */
export interface ConnectEnd {
  place: PortPlace;
  landing: Landing;
}

/** A port where a wire may begin, and those where it may end then. */
export interface ConnectChoice {
  start: PortPlace;
  ends: ConnectEnd[];
}

function portsOf(graph: Graph, catalogue: Catalogue, node: string, side: Side): PortPlace[] {
  const spec = catalogue.get(graph.nodes.find(({ id }) => id === node)?.kind ?? '');
  const ports = side === 'input' ? spec?.inputs : spec?.outputs;
  return Object.keys(ports ?? {}).map((port) => ({ node, port, side }));
}

/**
 * What a person may choose from: of a node its outputs, then its inputs; of a wire the ends that may stay while the
 * other one moves, without the place where it is now.
 */
export function connectChoices(graph: Graph, catalogue: Catalogue, wish: ConnectWish): ConnectChoice[] {
  const wire = 'wire' in wish ? wireOf(graph, wish.wire) : undefined;
  const base = wire ? remove(graph, new Set(), new Set([wireId(wire)])) : graph;
  const starts = wire
    ? [
        { ...wire.from, side: 'output' as const },
        { ...wire.to, side: 'input' as const },
      ]
    : 'node' in wish
      ? wish.port
        ? [wish.port]
        : (['output', 'input'] as const).flatMap((side) => portsOf(graph, catalogue, wish.node, side))
      : [];
  const now = new Set(wire && starts.map(portKey));
  return starts.map((start) => {
    const open = comparedLandings(base, catalogue, start, landings(base, catalogue, start));
    const side: Side = start.side === 'output' ? 'input' : 'output';
    const ends = graph.nodes
      .flatMap(({ id }) => portsOf(graph, catalogue, id, side))
      .flatMap((place) => {
        const landing = open.get(portKey(place));
        return landing && !now.has(portKey(place)) ? { place, landing } : [];
      });
    return { start, ends };
  });
}

/** The choice to begin with: the first that leads to a free port, else the first that leads anywhere. */
export function firstChoice(
  choices: readonly ConnectChoice[],
): { start: PortPlace; end: ConnectEnd | undefined } | undefined {
  for (const { start, ends } of choices) {
    const end = ends.find(({ landing }) => landing.kind === 'free');
    if (end) return { start, end };
  }
  const choice = choices.find(({ ends }) => ends.length > 0) ?? choices[0];
  return choice && { start: choice.start, end: choice.ends[0] };
}

/** A node at the end of a wire from this port stands this far from the corner of the node, to the port's side. */
const BESIDE = { output: { x: 360, y: 80 }, input: { x: -104, y: 80 } };

/** Where a node at the end of a wire from this port is to stand. */
export function placeBeside({ nodes }: Pick<Graph, 'nodes'>, { node, side }: PortPlace): Point {
  const { x, y } = nodes.find(({ id }) => id === node)?.position ?? { x: 0, y: 0 };
  return { x: x + BESIDE[side].x, y: y + BESIDE[side].y };
}
