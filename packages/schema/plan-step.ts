import type { Endpoint, StopRule } from './graph.ts';
import type { RawConfig, Resources } from './node-spec.ts';
import type { Facts } from './ports.ts';

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
  /** Where there are some. */
  stop?: readonly StopRule[];
}
