import type { Catalogue, InputFacts, InputTypes, NodeSpec } from './node-spec.ts';
import type { PlanStep } from './plan-step.ts';
import type { Facts } from './ports.ts';

/** A node on its way to a step; not whole while one of its settings is wrong or missing. */
export interface Planned {
  step: PlanStep;
  isWhole: boolean;
}

/** What is known of the data along the wires. Nodes are added after those that they read from. */
export class Flow {
  readonly #catalogue: Catalogue;
  readonly #kinds = new Map<string, NodeSpec>();
  readonly #facts = new Map<string, Record<string, Facts>>();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Facts by node and output. */
  get facts(): ReadonlyMap<string, Record<string, Facts>> {
    return this.#facts;
  }

  /** Facts of what reaches each input of a node; of several wires, of the first. */
  inputs({ inputs }: PlanStep): InputFacts {
    return Object.fromEntries(
      Object.entries(inputs).map(([port, [first]]) => [
        port,
        first ? this.#facts.get(first.node)?.[first.port] : undefined,
      ]),
    );
  }

  /** What kinds of data the wires of each input bring, as far as their nodes are known. */
  types({ inputs }: PlanStep): InputTypes {
    return Object.fromEntries(
      Object.entries(inputs).map(([port, wires]) => [
        port,
        wires.flatMap((from) => this.#kinds.get(from.node)?.outputs[from.port]?.type ?? []),
      ]),
    );
  }

  /** Works out the facts of a node's outputs, and fills them in. */
  add({ step, isWhole }: Planned): void {
    const spec = this.#catalogue.get(step.kind);
    if (!spec) return;
    const inputs = this.inputs(step);
    step.facts = isWhole
      ? (spec.facts?.(step.config, inputs, step.node) ?? {})
      : contentsOf(spec, step, inputs);
    this.#kinds.set(step.node, spec);
    this.#facts.set(step.node, step.facts);
  }
}

/**
 * Of a node whose settings are not all there, what its outputs contain: pictures stay pictures before their file is
 * chosen. All other facts could follow from what is missing.
 */
function contentsOf(spec: NodeSpec, { config, node }: PlanStep, inputs: InputFacts): Record<string, Facts> {
  const right = Object.entries(spec.config.shape).flatMap(([name, field]) => {
    const parsed = field.safeParse(config[name]);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  try {
    const facts = spec.facts?.(Object.fromEntries(right), inputs, node) ?? {};
    return Object.fromEntries(
      Object.entries(facts).map(([port, { modality }]) => [port, modality ? { modality } : {}]),
    );
  } catch {
    // a kind may count on settings that are not there
    return {};
  }
}
