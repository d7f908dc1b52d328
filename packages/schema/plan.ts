import type { Endpoint, Graph, GraphNode } from './graph.ts';
import type { Catalogue, InputFacts, NodeSpec, RawConfig } from './node-spec.ts';
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
  problems.push(
    ...duplicateIds(graph),
    ...graph.edges.flatMap((_, edge) => checkWire(graph, catalogue, edge) ?? []),
  );
  const { order, cycle } = topologicalOrder(graph);
  if (cycle) problems.push(problem('cycle', { path: cycle.join(' → ') }, { node: cycle[0] }));
  const steps = order.flatMap((node) => planNode(graph, node, catalogue, problems) ?? []);
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

/** Inputs of each node, by node id, in drawing order; wires with a missing end are left out. */
function incomingWires(graph: Graph): Map<string, Graph['edges']> {
  const wires = new Map<string, Graph['edges']>(graph.nodes.map(({ id }) => [id, []]));
  for (const edge of graph.edges) if (wires.has(edge.from.node)) wires.get(edge.to.node)?.push(edge);
  return wires;
}

/** Kahn's algorithm; nodes that are ready together keep the order of the file. */
function topologicalOrder(graph: Graph): { order: GraphNode[]; cycle?: string[] } {
  const incoming = incomingWires(graph);
  const waiting = new Map(
    graph.nodes.map(({ id }) => [id, new Set(incoming.get(id)?.map((e) => e.from.node))]),
  );
  const followers = new Map<string, string[]>();
  for (const [id, needs] of waiting)
    for (const need of needs) followers.set(need, [...(followers.get(need) ?? []), id]);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const ready = graph.nodes.filter(({ id }) => waiting.get(id)?.size === 0).map(({ id }) => id);
  const order: GraphNode[] = [];
  for (let index = 0; index < ready.length; index++) {
    const id = ready[index] as string;
    const node = byId.get(id);
    if (node) order.push(node);
    for (const follower of followers.get(id) ?? []) {
      const needs = waiting.get(follower);
      if (needs?.delete(id) && needs.size === 0) ready.push(follower);
    }
  }
  const stuck = new Map([...waiting].filter(([id, needs]) => needs.size > 0 && !ready.includes(id)));
  return stuck.size ? { order, cycle: findCycle(stuck) } : { order };
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
  graph: Graph,
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
  problems.push(...parsed.problems, ...missingInputs(graph, node, spec));
  if (parsed.problems.length) return undefined;
  const wires = graph.edges.filter(({ to }) => to.node === node.id);
  const byPort = Map.groupBy(wires, ({ to }) => to.port);
  const inputs = Object.fromEntries(
    [...byPort].map(([port, edges]) => [port, edges.map(({ from }) => from)]),
  );
  return { node: node.id, kind: node.kind, version: spec.version, config: parsed.config, inputs, facts: {} };
}

function missingInputs(graph: Graph, node: GraphNode, spec: NodeSpec): Problem[] {
  const wired = new Set(graph.edges.filter(({ to }) => to.node === node.id).map(({ to }) => to.port));
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

/** Carries facts along the wires and reports inputs that disagree. Fills `step.facts`. */
function resolveFacts(steps: PlanStep[], catalogue: Catalogue): Problem[] {
  const known = new Map<string, Record<string, Facts>>();
  return steps.flatMap((step) => {
    const spec = catalogue.get(step.kind) as NodeSpec;
    const inputs = inputFacts(step, known);
    step.facts = spec.facts?.(step.config, inputs, step.node) ?? {};
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
