import type { Endpoint, Graph, GraphNode } from './graph.ts';
import { type GraphIndex, indexGraph } from './graph-index.ts';
import type { Catalogue, InputFacts, NodeSpec, RawConfig, Resources } from './node-spec.ts';
import { parseConfig } from './parameters.ts';
import { type Facts, factTitles } from './ports.ts';
import { type Problem, problem } from './problems.ts';
import { acceptedNames, checkWire } from './wires.ts';

/** One node of a plan, ready to run: its config parsed and its wires resolved. */
export interface PlanStep {
  node: string;
  kind: string;
  version: number;
  config: RawConfig;
  /** Wires by input port, in the order they were drawn. */
  inputs: Record<string, Endpoint[]>;
  /** Facts known before the run, by output port. */
  facts: Record<string, Facts>;
  /** What the node takes, as far as its kind can tell before the run. */
  resources?: Resources;
}

export interface Plan {
  /** In an order in which every node comes after its inputs. Empty while there are problems. */
  steps: PlanStep[];
  problems: Problem[];
}

/**
 * Compiles a graph to a validated, ordered plan. Never throws; everything wrong is in `problems`.
 * The same code runs in the browser, in `heed validate` and before a run.
 */
export function plan(graph: Graph, catalogue: Catalogue): Plan {
  const problems: Problem[] = [];
  if (graph.nodes.length === 0) return { steps: [], problems: [problem('empty-graph')] };
  const index = indexGraph(graph);
  problems.push(
    ...duplicateIds(graph),
    ...graph.edges.flatMap((_, edge) => checkWire(graph, catalogue, edge, index) ?? []),
  );
  const { order, cycle } = topologicalOrder(graph, index);
  if (cycle) problems.push(problem('cycle', { path: cycle.join(' → ') }, { node: cycle[0] }));
  const steps = order.flatMap((node) => planNode(index, node, catalogue, problems) ?? []);
  problems.push(...resolveFacts(steps, catalogue));
  return { steps: problems.length ? [] : steps, problems };
}

function duplicateIds(graph: Graph): Problem[] {
  const seen = new Set<string>();
  return graph.nodes.flatMap(({ id }) => {
    if (seen.has(id)) return [problem('duplicate-id', { node: id }, { node: id })];
    seen.add(id);
    return [];
  });
}

/** Nodes that each node waits for; wires from a missing node are left out. */
function needsOf(graph: Graph, index: GraphIndex): Map<string, Set<string>> {
  const needs = ({ id }: GraphNode) =>
    (index.wiresTo.get(id) ?? []).map(({ from }) => from.node).filter((from) => index.nodes.has(from));
  return new Map(graph.nodes.map((node) => [node.id, new Set(needs(node))]));
}

/** Kahn's algorithm; nodes that are ready together keep the order of the file, those of a cycle come last. */
function topologicalOrder(graph: Graph, index: GraphIndex): { order: GraphNode[]; cycle?: string[] } {
  const waiting = needsOf(graph, index);
  const followers = new Map(graph.nodes.map(({ id }) => [id, [] as string[]]));
  for (const [id, needs] of waiting) for (const need of needs) followers.get(need)?.push(id);
  const ready = [...waiting].filter(([, needs]) => needs.size === 0).map(([id]) => id);
  const order: GraphNode[] = [];
  for (const id of ready) {
    const node = index.nodes.get(id);
    if (node) order.push(node);
    for (const follower of followers.get(id) ?? []) {
      const needs = waiting.get(follower);
      if (needs?.delete(id) && needs.size === 0) ready.push(follower);
    }
  }
  const stuck = new Map([...waiting].filter(([, needs]) => needs.size > 0));
  if (stuck.size === 0) return { order };
  return { order: [...order, ...graph.nodes.filter(({ id }) => stuck.has(id))], cycle: findCycle(stuck) };
}

/** Follows unmet needs until a node comes round again. */
function findCycle(stuck: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const path: string[] = [];
  let id = stuck.keys().next().value as string;
  while (!path.includes(id)) {
    path.push(id);
    id = [...(stuck.get(id) ?? [])].find((need) => stuck.has(need)) as string;
  }
  return [...path.slice(path.indexOf(id)), id].reverse();
}

/** The step of a node, or nothing where its kind or config is wrong: its facts are then unknown. */
function planNode(
  index: GraphIndex,
  node: GraphNode,
  catalogue: Catalogue,
  problems: Problem[],
): PlanStep | undefined {
  const spec = catalogue.get(node.kind);
  if (!spec) {
    problems.push(problem('unknown-kind', { node: node.id, kind: node.kind }, { node: node.id }));
    return undefined;
  }
  const parsed = parseConfig(spec, node);
  problems.push(...parsed.problems, ...missingInputs(index, node, spec));
  if (parsed.problems.length) return undefined;
  const byPort = Map.groupBy(index.wiresTo.get(node.id) ?? [], ({ to }) => to.port);
  const inputs = Object.fromEntries(
    [...byPort].map(([port, edges]) => [port, edges.map(({ from }) => from)]),
  );
  return { node: node.id, kind: node.kind, version: spec.version, config: parsed.config, inputs, facts: {} };
}

function missingInputs(index: GraphIndex, node: GraphNode, spec: NodeSpec): Problem[] {
  const wired = new Set(index.wiresTo.get(node.id)?.map(({ to }) => to.port));
  return Object.entries(spec.inputs)
    .filter(([name, port]) => !port.optional && !wired.has(name))
    .map(([name, port]) =>
      problem(
        'missing-input',
        { node: node.id, port: name, ...acceptedNames(port.accepts) },
        { node: node.id, port: name },
      ),
    );
}

/** Carries facts along the wires and reports inputs that disagree. Fills `step.facts` and `step.resources`. */
function resolveFacts(steps: PlanStep[], catalogue: Catalogue): Problem[] {
  const known = new Map<string, Record<string, Facts>>();
  return steps.flatMap((step) => {
    const spec = catalogue.get(step.kind) as NodeSpec;
    const inputs = inputFacts(step, known);
    step.facts = spec.facts?.(step.config, inputs, step.node) ?? {};
    if (spec.resources) step.resources = spec.resources(step.config, inputs);
    known.set(step.node, step.facts);
    return disagreements(step, spec, inputs);
  });
}

function inputFacts(step: PlanStep, known: ReadonlyMap<string, Record<string, Facts>>): InputFacts {
  return Object.fromEntries(
    Object.entries(step.inputs).map(([port, [first]]) => [
      port,
      first ? known.get(first.node)?.[first.port] : undefined,
    ]),
  );
}

function disagreements(step: PlanStep, spec: NodeSpec, inputs: InputFacts): Problem[] {
  return (spec.agreements ?? []).flatMap(({ fact, ports }) => {
    const values = ports.flatMap((port) => {
      const value = inputs[port]?.[fact];
      return value === undefined ? [] : [{ port, value: String(value) }];
    });
    const [first] = values;
    const second = values.find((one) => one.value !== first?.value);
    if (!first || !second) return [];
    const parameters = {
      node: step.node,
      fact: factTitles[fact].en,
      factZh: factTitles[fact].zh,
      first: first.port,
      firstValue: first.value,
      second: second.port,
      secondValue: second.value,
    };
    return [problem('facts-differ', parameters, { node: step.node, port: second.port })];
  });
}
