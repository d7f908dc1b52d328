import type { Manifest, SummaryItem } from './artifact.ts';
import type { DeviceUse } from './devices.ts';
import type { JudgementRow } from './judgements.ts';
import type { LabelRevision, LabelSource } from './label-source.ts';
import type { LabelingRequest } from './labeling.ts';
import type { Facts } from './ports.ts';

import type { Localized, Message } from './text.ts';

/** An artifact that a wire brings; read-only. */
export interface InputArtifact {
  id: string;
  /** Absolute path of the published folder. */
  directory: string;
  manifest: Manifest;
}

/** A place to write one output; it is published after `run` returns. */
export interface OutputFolder {
  /** Absolute path of an empty staging folder. */
  directory: string;
  /** Facts and one-line figures that travel with the artifact, and of human answers what they were made from. */
  describe(about: { facts?: Facts; summary?: SummaryItem[]; labels?: LabelSource }): void;
}

/** What came of asking people. */
export interface Asked {
  /** All standing answers, those of judges in the request among them. */
  judgements: JudgementRow[];
  /** Reading this set as of this event gives the same answers again. */
  source: LabelRevision;
}

/** Where a long `run` keeps what it needs to go on after an interruption, until its work is done. */
export interface Checkpoints {
  /**
   * Absolute path of what the last whole checkpoint of the same work holds (same kind, code, config, seed and inputs);
   * undefined where there is none. Read it before the next `save`.
   */
  resume(): Promise<string | undefined>;
  /** Is it time to save? Ask after every step; it is seldom true, and once more when the node is to stop. */
  due(): boolean;
  /**
   * Keeps what `write` puts into an empty folder: all of it is on the disk when this resolves. A failed write is
   * logged and leaves the checkpoints before it as they were.
   */
  save(write: (directory: string) => Promise<void>): Promise<void>;
  /**
   * Lets people read what `write` puts into an empty folder, in place of what was shown before, until the next
   * `save`. Skipped where it would take too much of the node's time; a failed write shows nothing.
   */
  show(write: (directory: string) => Promise<void>): Promise<void>;
}

/** A model on another computer, or on this one, that speaks OpenAI's protocol. */
export interface ModelEndpoint {
  name: string;
  /** Up to and without `/chat/completions`. */
  url: string;
  key?: string;
}

/** All that a node's `run` may touch. */
export interface NodeContext<Config = Record<string, unknown>> {
  nodeId: string;
  config: Config;
  /** By input port, in wiring order; an unwired optional port is absent. */
  inputs: Readonly<Record<string, readonly InputArtifact[] | undefined>>;
  /** Follows from the graph's seed and the node's id. */
  seed: number;
  output(port: string): OutputFolder;
  /** `fraction` from 0 to 1; the message is one short line, e.g. `text('epoch 2 of 3', '第 2 轮，共 3 轮')`. */
  progress(fraction: number, message?: Message): void;
  /** One point on each named curve. */
  metrics(step: number, values: Record<string, number>): void;
  /** A line of the node's log, in both languages where it is a sentence. */
  log(level: 'info' | 'warn' | 'error', message: Message): void;
  /** Says where the node computes. */
  device(use: DeviceUse): void;
  /**
   * Puts work before people. Resolves once the quorum is reached; until then it stops this attempt (by throwing) and
   * the node is started again when people are done.
   */
  ask(request: LabelingRequest): Promise<Asked>;
  checkpoint: Checkpoints;
  /**
   * An endpoint that an owner of the runner registered, with its key; undefined where there is none of this name. Only
   * kinds that say `network` are told of any.
   */
  endpoint(name: string): ModelEndpoint | undefined;
  /** Turns a path of the config (relative to the graph's folder, absolute, or an upload) into an absolute one. */
  resolveFile(path: string): string;
  /**
   * Has a stop rule said to take the result as it is? Ask after each step and end the work there; a kind that does says
   * so by `finishesEarly`.
   */
  readonly finishing: boolean;
  /** Aborted by cancel; check it between steps, or call `signal.throwIfAborted()`. */
  signal: AbortSignal;
}

/** What a node's `run.ts` exports as `run`. The returned numbers stand in the run's result by name. */
export type NodeRun<Config> = (context: NodeContext<Config>) => Promise<Record<string, number> | undefined>;

/** A failure that a person can act on: shown as it is, without a stack. */
export class NodeError extends Error {
  readonly localized: Localized;
  constructor(localized: Localized) {
    super(localized.en);
    this.name = 'NodeError';
    this.localized = localized;
  }
}
