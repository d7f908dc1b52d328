import {
  type CacheDecision,
  describeConfig,
  type InputArtifact,
  type NodeSpec,
  type PlanStep,
} from '@heed/schema';
import type { ArtifactStore } from '../artifacts/store.ts';
import type { Database } from '../db/open.ts';
import { endpointsWithKeys } from '../endpoints/store.ts';
import { UserError } from '../errors.ts';
import type { Labeling } from '../labeling/labeling.ts';
import type { Job } from '../worker/messages.ts';
import { resolveConfigPath } from '../worker/paths.ts';
import { earlierRun, findCached, outputsOf, seedOfRun } from './attempts.ts';
import type { Details, Place } from './core/state.ts';
import { contentDigest } from './digests.ts';
import { type CacheIngredients, cacheKey, ingredientsOf, nodeSeed, rulesFor } from './ingredients.ts';
import { type Kinds, specOf } from './kinds.ts';
import type { PlannedRun, RunPlans } from './plans.ts';
import { differences, firstReason, forcedReason, type Reason, unchangedReason } from './why.ts';

export interface JobSources {
  db: Database;
  artifacts: ArtifactStore;
  kinds: Kinds;
  plans: RunPlans;
  labeling: Pick<Labeling, 'stateOf'>;
  uploads: string;
  templates: string;
}

/** A node run that is about to start: its job without its own folders, its key, and why it runs. */
export interface Ready {
  hit: false;
  job: Omit<Job, 'staging' | 'checkpoints'>;
  /** Stands for everything that the result follows from. */
  key: string;
  /** The same without what people have said: a node that goes on after them has not begun another work. */
  workKey: string;
  /** Up to which event people's answers are part of it. */
  labelRevision: number | undefined;
  run: string;
  /** Asked to run whatever there is already. */
  fresh: boolean;
  details: Details;
}

/** A node whose outputs are there already, in the cache or pinned. */
export interface Found {
  hit: true;
  details: Details;
}

export type Prepared = Ready | Found;

/** Gathers inputs and config of a node and asks the cache; at once, unless files have to be read. Reads only. */
export function prepare(sources: JobSources, place: Place): Prepared | Promise<Prepared> {
  const planned = sources.plans.open(sources.db, place.run);
  const pinned = usePinned(sources, planned, place.node);
  if (pinned) return pinned;
  const step = planned.steps.get(place.node);
  if (!step) throw new Error(`Node "${place.node}" is no longer valid; open the graph in the editor.`);
  const job = makeJob(sources, planned, step);
  const ask = (ingredients: CacheIngredients) => askCache(sources, planned, step, job, ingredients);
  const ingredients = gatherIngredients(sources, place.run, job, step);
  return ingredients instanceof Promise ? ingredients.then(ask) : ask(ingredients);
}

function askCache(
  sources: JobSources,
  planned: PlannedRun,
  step: PlanStep,
  job: Ready['job'],
  ingredients: CacheIngredients,
): Prepared {
  const key = cacheKey(ingredients);
  const work = { key, ingredients };
  const fresh = planned.run.fresh || planned.forced.has(step.node);
  const cached = fresh ? undefined : findCached(sources.db, key);
  if (cached && allThere(sources, cached.outputs)) {
    const { outputs, results, run: fromRun } = cached;
    return { hit: true, details: { cache: { hit: true, fromRun }, outputs, results, work } };
  }
  const cache = explainMiss(sources, planned, step, ingredients);
  const { labels } = ingredients;
  const labelRevision = labels?.revision;
  const workKey = labels ? cacheKey({ ...ingredients, labels: undefined }) : key;
  return {
    hit: false,
    job,
    key,
    workKey,
    labelRevision,
    run: planned.run.id,
    fresh,
    details: { cache, work },
  };
}

function allThere({ artifacts }: JobSources, outputs: Record<string, string>): boolean {
  return Object.values(outputs).every((id) => artifacts.has(id));
}

/** The outputs that somebody pinned; the node is not run, and what it reads is not asked for. */
function usePinned(sources: JobSources, { pins }: PlannedRun, node: string): Found | undefined {
  const pin = Object.hasOwn(pins, node) ? pins[node] : undefined;
  if (!pin) return undefined;
  if (!allThere(sources, pin.outputs)) throw pinnedIsGone(node);
  const { outputs, results, run: fromRun } = pin;
  return { hit: true, details: { cache: { hit: true, fromRun, pinned: true }, outputs, results } };
}

function pinnedIsGone(node: string): UserError {
  return new UserError('NOT_FOUND', {
    en: `The pinned output of node "${node}" is no longer in the data folder; unpin it, or pin the output of another run.`,
    zh: `节点“${node}”固定的输出已不在数据文件夹中；请取消固定，或固定另一次运行的输出。`,
  });
}

function makeJob(sources: JobSources, { run }: PlannedRun, step: PlanStep): Ready['job'] {
  const spec = specOf(sources.kinds, step.kind);
  const inputs = Object.entries(step.inputs).map(([port, wires]): [string, InputArtifact[]] => [
    port,
    wires.map(({ node, port: output }) => {
      const id = outputsOf(sources.db, run.id, node)?.[output];
      if (!id) throw new Error(`Node "${node}" has no output "${output}" to read.`);
      return sources.artifacts.open(id);
    }),
  ]);
  return {
    ...{ node: step.node, kind: step.kind, kindsFolder: sources.kinds.folder, config: step.config },
    inputs: Object.fromEntries(inputs),
    outputPorts: Object.keys(spec.outputs),
    seed: nodeSeed(run.snapshot.seed, step.node),
    stop: rulesFor(spec, step.stop),
    folder: run.folder ?? sources.templates,
    uploads: sources.uploads,
    endpoints: spec.network ? endpointsWithKeys(sources.db) : [],
  };
}

function gatherIngredients(
  { kinds, labeling }: JobSources,
  run: string,
  job: Ready['job'],
  step: PlanStep,
): CacheIngredients | Promise<CacheIngredients> {
  const spec = specOf(kinds, step.kind);
  const inputs = Object.entries(job.inputs).map(([port, artifacts]) => [port, artifacts.map(({ id }) => id)]);
  const labels = spec.asks ? labeling.stateOf({ run, node: step.node }, labelSetOf(step.config)) : undefined;
  const code = kinds.codeDigest(step.kind);
  const found = { code, seed: job.seed, inputs: Object.fromEntries(inputs), ...(labels && { labels }) };
  const ingredients = ingredientsOf(spec, step, found);
  const { config } = ingredients;
  const paths = pathFields(spec).filter((name) => typeof config[name] === 'string' && config[name] !== '');
  if (paths.length === 0) return ingredients;
  const contents = paths.map(async (name) => [name, await contentOf(String(config[name]), job)]);
  return Promise.all(contents).then((read) => ({
    ...ingredients,
    config: { ...config, ...Object.fromEntries(read) },
  }));
}

/** The common name under which nodes that ask people share their answers; empty where they share none. */
function labelSetOf({ labelSet }: PlanStep['config']): string {
  return typeof labelSet === 'string' ? labelSet : '';
}

const pathFieldsOf = new WeakMap<NodeSpec, string[]>();

/** Fields of a kind that name a file or a folder. */
function pathFields(spec: NodeSpec): string[] {
  const isPath = ({ widget }: { widget?: string }) => widget === 'file' || widget === 'directory';
  const fields =
    pathFieldsOf.get(spec) ??
    describeConfig(spec)
      .filter(isPath)
      .map(({ name }) => name);
  pathFieldsOf.set(spec, fields);
  return fields;
}

/** What stands at a path, so that a moved file hits the cache and an edited one does not. */
async function contentOf(path: string, job: Ready['job']): Promise<string> {
  try {
    const digest = await contentDigest(resolveConfigPath(path, job.folder, job.uploads));
    return digest ? `${path.split('.').at(-1)} ${digest}` : path;
  } catch {
    return path;
  }
}

/** Why a node runs, compared with its last run in the same graph. */
function explainMiss(
  sources: JobSources,
  planned: PlannedRun,
  step: PlanStep,
  ingredients: CacheIngredients,
): CacheDecision {
  const { run, forced } = planned;
  if (run.fresh) return miss([forcedReason(step.node, undefined)]);
  if (forced.has(step.node)) return miss([forcedReason(step.node, run.part?.from)]);
  const earlier = earlierRun(sources.db, run, step.node);
  if (!earlier?.ingredients) return miss([firstReason]);
  const before = earlier.ingredients;
  const seeds = { before: seedOfRun(sources.db, earlier.run), after: run.snapshot.seed };
  const compared = { spec: specOf(sources.kinds, step.kind), wires: step.inputs, seeds };
  const reasons = differences(compared, ingredients, before);
  return miss(reasons.length ? reasons : [unchangedReason(earlier.state)], earlier.run);
}

function miss(reasons: readonly Reason[], comparedWith?: string): CacheDecision {
  const messages = reasons.map(({ message }) => message);
  return { hit: false, reasons: messages, causes: reasons.map(({ cause }) => cause), comparedWith };
}
