import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import { type Graph, type Localized, type MetricSpec, type NodeSpec, portTypes } from '@heed/schema';
import type { Curves } from './curves.ts';

/** The spec of a node's kind; undefined for a kind that this editor does not have. */
export function specOf(kind: string): NodeSpec | undefined {
  return catalogue.get(kind);
}

/** A node's label, else its kind's title, else its id, in one language. */
export function nodeTitle(
  graph: Graph,
  node: string,
  kind: string,
  text: (value: Localized) => string,
): string {
  const label = graph.nodes.find(({ id }) => id === node)?.label;
  const title = specOf(kind)?.title;
  return label ?? (title ? text(title) : node);
}

/** The same of a node that the graph has; others go by their ids. */
export function nodeName(graph: Graph, node: string, text: (value: Localized) => string): string {
  const kind = graph.nodes.find(({ id }) => id === node)?.kind;
  return kind === undefined ? node : nodeTitle(graph, node, kind, text);
}

/** An output port's title; ports unknown here go by their name. */
export function portTitle(kind: string, port: string, text: (value: Localized) => string): string {
  const found = specOf(kind)?.outputs[port];
  return found ? text(found.title) : port;
}

/** The type of an output port in words. */
export function portTypeTitle(kind: string, port: string, text: (value: Localized) => string): string {
  const found = specOf(kind)?.outputs[port];
  return found ? text(portTypes[found.type]) : '';
}

export interface NamedMetric {
  name: string;
  /** Absent for a metric that the kind does not explain. */
  spec?: MetricSpec;
}

/** The metrics that have points, in the order of the kind's spec, unexplained ones last. */
export function metricsOf(kind: string, curves: Curves): NamedMetric[] {
  const specs = specOf(kind)?.metrics ?? {};
  const known = Object.keys(specs).filter((name) => Object.hasOwn(curves, name));
  const others = Object.keys(curves).filter((name) => !Object.hasOwn(specs, name));
  return [...known.map((name) => ({ name, spec: specs[name] })), ...others.map((name) => ({ name }))];
}
