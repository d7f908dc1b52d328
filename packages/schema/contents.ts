import type { Endpoint, Graph } from './graph.ts';
import type { NodeSpec } from './node-spec.ts';
import { type Facts, type Modality, modalityTitles } from './ports.ts';
import { type Problem, problem } from './problems.ts';
import { endpointName } from './wires.ts';

interface Wired {
  node: string;
  /** Wires by input port. */
  inputs: Record<string, Endpoint[]>;
}

/** Where a wire stands in the graph as it was drawn; -1 where it was made by a bypass. */
function edgeOf({ edges }: Graph, from: Endpoint, to: Endpoint): number {
  return edges.findIndex(
    (edge) => endpointName(edge.from) === endpointName(from) && endpointName(edge.to) === endpointName(to),
  );
}

/** Names of some contents in both languages, for sentences. */
function names(wanted: readonly Modality[]): { wanted: string; wantedZh: string } {
  return {
    wanted: wanted.map((one) => modalityTitles[one].en).join(' or '),
    wantedZh: wanted.map((one) => modalityTitles[one].zh).join('或'),
  };
}

/** Wires that bring pictures, sounds or videos where texts are needed, or several of them to one input. */
export function contentProblems(
  { node, inputs }: Wired,
  spec: NodeSpec,
  known: ReadonlyMap<string, Record<string, Facts>>,
  graph: Graph,
): Problem[] {
  return Object.entries(inputs).flatMap(([port, wires]) => {
    const input = Object.hasOwn(spec.inputs, port) ? spec.inputs[port] : undefined;
    if (!input) return [];
    const taken = input.modalities ?? ['text'];
    const brought = wires.map((from) => known.get(from.node)?.[from.port]?.modality);
    // judges differ in what they can be given; what is judged has to be of one kind
    const isJudge = input.accepts.includes('judge');
    const first = isJudge ? undefined : brought.find((one) => one !== undefined);
    return wires.flatMap((from, place) => {
      const given = brought[place];
      const isTaken = given === undefined || taken.includes(given);
      if (given === undefined || (isTaken && given === (first ?? given))) return [];
      const edge = edgeOf(graph, from, { node, port });
      const sentence = {
        ...{ from: endpointName(from), to: endpointName({ node, port }) },
        ...{ given: modalityTitles[given].en, givenZh: modalityTitles[given].zh },
        ...names(isTaken && first ? [first] : taken),
      };
      const drawn = edge < 0 ? {} : ({ edge, fix: { action: 'remove-edge', edge } } as const);
      return [problem(isTaken ? 'mixed-contents' : 'wrong-contents', sentence, { node, port, ...drawn })];
    });
  });
}
