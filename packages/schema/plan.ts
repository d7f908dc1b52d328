import { type ActiveGraph, activeGraph } from './active.ts';
import { contentProblems } from './contents.ts';
import { factValueName } from './fact-name.ts';
import { Flow, type Planned } from './flow.ts';
import type { Graph, GraphNode } from './graph.ts';
import { type GraphIndex, indexGraph } from './graph-index.ts';
import type { Catalogue, InputFacts, InputTypes, NodeSpec } from './node-spec.ts';
import { topologicalOrder } from './order.ts';
import { parseConfig } from './parameters.ts';
import type { PlanStep } from './plan-step.ts';
import { type FactName, factTitles } from './ports.ts';
import { type Problem, problem } from './problems.ts';
import type { Localized } from './text.ts';
import { acceptedNames, checkWire } from './wires.ts';

export interface Plan {
  /** In an order in which every node comes after its inputs. Empty while there are problems. */
  steps: PlanStep[];
  problems: Problem[];
}

/**
 * Compiles what is switched on of a graph to a validated, ordered plan. Never throws; everything wrong is in
 * `problems`.
 * The same code runs in the browser, in `heed validate` and before a run. `parse` may remember what it has checked.
 */
export function plan(graph: Graph, catalogue: Catalogue, parse = parseConfig): Plan {
  if (graph.nodes.length === 0) return { steps: [], problems: [problem('empty-graph')] };
  const active = activeGraph(graph, catalogue);
  if (active.graph.nodes.length === 0) return { steps: [], problems: [problem('all-off')] };
  const index = indexGraph(active.graph);
  const problems = [...duplicateIds(graph), ...active.problems, ...wireProblems(active, catalogue, index)];
  const { order, cycle } = topologicalOrder(active.graph, index);
  if (cycle) problems.push(problem('cycle', { path: cycle.join(' → ') }, { node: cycle[0] }));
  const planned = order.flatMap((node) => planNode(index, node, { catalogue, parse }, problems) ?? []);
  problems.push(...resolveFacts(planned, catalogue, graph));
  return { steps: problems.length ? [] : planned.map(({ step }) => step), problems };
}

/** What is known of what reaches the inputs of a node, in a graph that may still have problems. */
export function arrivingFacts(
  graph: Graph,
  catalogue: Catalogue,
  node: string,
  parse = parseConfig,
): InputFacts {
  const { graph: active } = activeGraph(graph, catalogue);
  const index = indexGraph(active);
  const flow = new Flow(catalogue);
  for (const one of topologicalOrder(active, index).order) {
    const planned = planNode(index, one, { catalogue, parse }, []);
    if (planned?.step.node === node) return flow.inputs(planned.step);
    if (planned) flow.add(planned);
  }
  return {};
}

/** What is wrong with wires, by their places in the graph as it was drawn. */
function wireProblems({ graph, drawn }: ActiveGraph, catalogue: Catalogue, index: GraphIndex): Problem[] {
  const drawnAs = (edge: number) => drawn?.[edge] ?? edge;
  return graph.edges.flatMap((_, edge) => {
    const found = checkWire(graph, catalogue, edge, index);
    if (!found || found.edge === undefined || !drawn) return found ?? [];
    const { fix } = found;
    const place = { ...found, edge: drawnAs(found.edge) };
    return fix?.action === 'remove-edge' ? { ...place, fix: { ...fix, edge: drawnAs(fix.edge) } } : place;
  });
}

function duplicateIds(graph: Graph): Problem[] {
  const seen = new Set<string>();
  return graph.nodes.flatMap(({ id }) => {
    if (seen.has(id)) return [problem('duplicate-id', { node: id }, { node: id })];
    seen.add(id);
    return [];
  });
}

/** The step of a node, or nothing where its kind is unknown; not whole where a setting is wrong or missing. */
function planNode(
  index: GraphIndex,
  node: GraphNode,
  { catalogue, parse }: { catalogue: Catalogue; parse: typeof parseConfig },
  problems: Problem[],
): Planned | undefined {
  const spec = catalogue.get(node.kind);
  if (!spec) {
    problems.push(problem('unknown-kind', { node: node.id, kind: node.kind }, { node: node.id }));
    return undefined;
  }
  const parsed = parse(spec, node);
  problems.push(...parsed.problems, ...missingInputs(index, node, spec), ...unknownMetrics(node, spec));
  const byPort = Map.groupBy(index.wiresTo.get(node.id) ?? [], ({ to }) => to.port);
  const inputs = Object.fromEntries(
    [...byPort].map(([port, edges]) => [port, edges.map(({ from }) => from)]),
  );
  const step = { node: node.id, kind: node.kind, version: spec.version, config: parsed.config, inputs };
  const stop = node.stop?.length ? { stop: node.stop } : {};
  return { step: { ...step, facts: {}, ...stop }, isWhole: parsed.problems.length === 0 };
}

/** Stop rules that look at what the kind does not report. */
function unknownMetrics({ id, stop = [] }: GraphNode, { metrics }: NodeSpec): Problem[] {
  const known = Object.keys(metrics);
  return stop
    .filter(({ metric }) => !known.includes(metric))
    .map(({ metric }) =>
      problem('unknown-metric', { node: id, metric, metrics: known.join(', ') || '–' }, { node: id }),
    );
}

function missingInputs(index: GraphIndex, node: GraphNode, spec: NodeSpec): Problem[] {
  const wired = new Set(index.wiresTo.get(node.id)?.map(({ to }) => to.port));
  return Object.entries(spec.inputs)
    .filter(([name, port]) => !port.optional && !wired.has(name) && !(port.unless && wired.has(port.unless)))
    .map(([name, port]) =>
      problem(
        'missing-input',
        { node: node.id, port: name, ...acceptedNames(port.accepts) },
        { node: node.id, port: name },
      ),
    );
}

/** Carries facts along the wires and reports inputs that disagree. Fills `step.facts` and `step.resources`. */
function resolveFacts(planned: readonly Planned[], catalogue: Catalogue, graph: Graph): Problem[] {
  const flow = new Flow(catalogue);
  return planned.flatMap((one) => {
    const { step, isWhole } = one;
    const inputs = flow.inputs(step);
    flow.add(one);
    if (!isWhole) return [];
    const spec = catalogue.get(step.kind) as NodeSpec;
    if (spec.resources) step.resources = spec.resources(step.config, inputs);
    return [
      ...disagreements(step, spec, inputs, (fact, value) => factValueName(fact, value, graph, catalogue)),
      ...contentProblems(step, spec, flow.facts, graph),
      ...mismatches(step, spec, inputs, flow.types(step)),
    ];
  });
}

/** What the kind itself says of settings and inputs that do not go together. */
function mismatches(
  { node, config }: PlanStep,
  spec: NodeSpec,
  inputs: InputFacts,
  types: InputTypes,
): Problem[] {
  return (spec.check?.(config, inputs, types) ?? []).map(({ parameter, port, detail: { en, zh } }) => {
    const named = { node, detail: en, detailZh: zh };
    return port
      ? problem('bad-input', { ...named, port }, { node, port })
      : problem(
          'bad-parameter',
          { ...named, parameter: parameter ?? '' },
          { node, ...(parameter && { parameter }) },
        );
  });
}

function disagreements(
  step: PlanStep,
  spec: NodeSpec,
  inputs: InputFacts,
  nameOf: (fact: FactName, value: unknown) => Localized,
): Problem[] {
  return (spec.agreements ?? []).flatMap(({ fact, ports }) => {
    const values = ports.flatMap((port) => {
      const value = inputs[port]?.[fact];
      return value === undefined ? [] : [{ port, value: String(value) }];
    });
    const [first] = values;
    const second = values.find((one) => one.value !== first?.value);
    if (!first || !second) return [];
    const [firstName, secondName] = [nameOf(fact, first.value), nameOf(fact, second.value)];
    const parameters = {
      node: step.node,
      fact: factTitles[fact].en,
      factZh: factTitles[fact].zh,
      first: first.port,
      firstValue: firstName.en,
      firstValueZh: firstName.zh,
      second: second.port,
      secondValue: secondName.en,
      secondValueZh: secondName.zh,
    };
    return [problem('facts-differ', parameters, { node: step.node, port: second.port })];
  });
}
