import type { Catalogue, Endpoint, Graph, NodeSpec, Problem } from '@heed/schema';
import { placeBeside } from './connectChoices.ts';
import type { SearchPlace } from './searchPlace.ts';
import { Neighborhood } from './store/neighborhood.ts';
import { portsInWire } from './store/splice.ts';
import { fittingPort, type PortPlace } from './store/wiring.ts';
import { middleOfWire } from './wirePlaces.ts';

/** The kinds that can be added at a place: at the end of a wire those that fit it, in a wire those with both ports. */
export function kindsFor(
  kinds: readonly NodeSpec[],
  graph: Graph,
  catalogue: Catalogue,
  { wire, between }: Pick<SearchPlace, 'wire' | 'between'>,
): NodeSpec[] {
  return kinds.filter(
    (spec) =>
      (!wire || fittingPort(graph, catalogue, wire, spec.kind)) &&
      (!between || portsInWire(graph, catalogue, between, spec)),
  );
}

/**
 * Where a node could be added so that a wire of the wrong type becomes one that fits: between its ends, else before the
 * input, else after the output. Undefined where no kind would help, or one converts by itself and is offered as such.
 */
export function searchFor(
  graph: Graph,
  catalogue: Catalogue,
  { code, fix }: Problem,
  between: { from: Endpoint; to: Endpoint },
): SearchPlace | undefined {
  if (code !== 'wrong-type' || fix?.action === 'insert-node') return undefined;
  const beside = (wire: PortPlace): SearchPlace => ({ at: placeBeside(graph, wire), wire });
  const at = middleOfWire(graph, catalogue, between) ?? { x: 0, y: 0 };
  const closesCircle = new Neighborhood(graph, catalogue).after(between.to.node).has(between.from.node);
  const places: SearchPlace[] = [
    ...(closesCircle ? [] : [{ at, between }]),
    beside({ ...between.to, side: 'input' }),
    beside({ ...between.from, side: 'output' }),
  ];
  const kinds = [...catalogue.values()];
  return places.find((place) => kindsFor(kinds, graph, catalogue, place).length > 0);
}
