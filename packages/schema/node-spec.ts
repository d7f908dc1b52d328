import type { z } from 'zod';
import type { FactName, Facts, InputPort, OutputPort, PortType } from './ports.ts';
import type { Localized } from './text.ts';

/** A plain JSON object, as stored in a graph file. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type RawConfig = Record<string, unknown>;

/** The shelves of the palette, in the order of a pipeline. */
export type NodeCategory = 'data' | 'model' | 'training' | 'people' | 'evaluation' | 'output';

/** One number that a node reports, explained for a person. */
export interface MetricSpec {
  title: Localized;
  help: Localized;
  unit?: Localized;
  /** A share between 0 and 1 that people read as a percentage. */
  format?: 'percent';
  /** Which way is better, where that can be said. */
  better?: 'higher' | 'lower';
  /** Drawn as a sparkline on the node while it runs. */
  live?: boolean;
}

export interface Resources {
  device: 'cpu' | 'gpu';
  /** Estimated peak of the node's process, in bytes; absent where the inputs do not tell. */
  memory?: {
    /** With the shortest texts there could be: without it the node cannot run. */
    least: number;
    /** With texts that fill the model's context. */
    most: number;
  };
  /** The field of the config that lowers it most. */
  lower?: string;
}

/** Input facts by port; an absent port has no wire. */
export type InputFacts = Partial<Record<string, Facts>>;

/** Types of the wires by port, in the order in which they were drawn; an absent port has no wire. */
export type InputTypes = Partial<Record<string, readonly PortType[]>>;

/** A setting, or an input, that does not go with what is wired to the node. */
export interface Mismatch {
  parameter?: string;
  port?: string;
  detail: Localized;
}

/** Everything about a node kind that can be known without running it. Pure: it loads in the browser. */
export interface NodeSpec<Config extends z.ZodObject = z.ZodObject> {
  /** Equal to the folder's name. */
  kind: string;
  /** Raised when config or outputs change their meaning; `migrations[n]` leads from version n to n + 1. */
  version: number;
  category: NodeCategory;
  title: Localized;
  summary: Localized;
  inputs: Record<string, InputPort>;
  outputs: Record<string, OutputPort>;
  config: Config;
  /** Facts of the outputs, from the config and the facts of the inputs. `nodeId` serves as an identity. */
  facts?(config: z.infer<Config>, inputs: InputFacts, nodeId: string): Record<string, Facts>;
  /** Groups of `port.fact` that must agree where they are known, e.g. two tokenizers. */
  agreements?: readonly { fact: FactName; ports: readonly string[] }[];
  /** What cannot be with these inputs, as a clause that follows the name of a setting or of an input. */
  check?(config: z.infer<Config>, inputs: InputFacts, types: InputTypes): readonly Mismatch[];
  resources?(config: z.infer<Config>, inputs: InputFacts): Resources;
  migrations?: Record<number, (config: RawConfig) => RawConfig>;
  metrics: Record<string, MetricSpec>;
  /** Can a stop rule end its work before all steps are done, with a result that is of use? */
  finishesEarly?: boolean;
  /** Does it put work before people? Then new judgements make its result of before out of date. */
  asks?: boolean;
  /** Does it reach other computers? Then it may be given secrets. */
  network?: boolean;
}

/** Keeps the config's type while checking the shape of a spec. */
export function defineNode<Config extends z.ZodObject>(spec: NodeSpec<Config>): NodeSpec<Config> {
  return spec;
}

/** The node kinds at hand, by name. */
export type Catalogue = ReadonlyMap<string, NodeSpec>;
