import { describeConfig, type InputArtifact, type PlanStep, resultConfig, text } from '@heed/schema';
import type { ArtifactStore } from '../artifacts/store.ts';
import type { Database } from '../db/open.ts';
import type { Job } from '../worker/messages.ts';
import { resolveConfigPath } from '../worker/paths.ts';
import { earlierSuccess, findCached, findRun, lastAttempt, type RunRow } from './attempts.ts';
import type { Details, Place } from './core/state.ts';
import { contentDigest } from './digests.ts';
import { type CacheIngredients, cacheKey, differences, nodeSeed } from './ingredients.ts';
import { type Kinds, specOf } from './kinds.ts';
import type { RunPlans } from './plans.ts';

export interface JobSources {
  db: Database;
  artifacts: ArtifactStore;
  kinds: Kinds;
  plans: RunPlans;
  uploads: string;
  templates: string;
}

/** A node run that is about to start: its job without its own folders, its key, and the cache's answer. */
export interface Prepared {
  job: Omit<Job, 'staging' | 'checkpoints'>;
  /** Stands for everything that the result follows from. */
  key: string;
  run: string;
  fresh: boolean;
  hit: boolean;
  details: Details;
}

/** Gathers inputs and config of a node and asks the cache. Reads only. */
export async function prepare(sources: JobSources, place: Place): Promise<Prepared> {
  const run = findRun(sources.db, place.run) as RunRow;
  const step = sources.plans.stepOf(run, place.node);
  if (!step) throw new Error(`Node "${place.node}" is no longer valid; open the graph in the editor.`);
  const job = makeJob(sources, run, step);
  const ingredients = await gatherIngredients(sources, job, step);
  const key = cacheKey(ingredients);
  const { hit, details } = askCache(sources, run, step, ingredients, key);
  return {
    job,
    key,
    run: run.id,
    fresh: run.fresh,
    hit,
    details: { ...details, work: { key, ingredients } },
  };
}

function makeJob(sources: JobSources, run: RunRow, step: PlanStep): Prepared['job'] {
  const spec = specOf(sources.kinds, step.kind);
  const inputs = Object.entries(step.inputs).map(([port, wires]): [string, InputArtifact[]] => [
    port,
    wires.map(({ node, port: output }) => {
      const id = lastAttempt(sources.db, run.id, node)?.outputs?.[output];
      if (!id) throw new Error(`Node "${node}" has no output "${output}" to read.`);
      return sources.artifacts.open(id);
    }),
  ]);
  return {
    ...{ node: step.node, kind: step.kind, kindsFolder: sources.kinds.folder, config: step.config },
    inputs: Object.fromEntries(inputs),
    outputPorts: Object.keys(spec.outputs),
    seed: nodeSeed(run.snapshot.seed, step.node),
    folder: run.folder ?? sources.templates,
    uploads: sources.uploads,
  };
}

async function gatherIngredients(
  { kinds }: JobSources,
  job: Prepared['job'],
  step: PlanStep,
): Promise<CacheIngredients> {
  const spec = specOf(kinds, step.kind);
  const config = resultConfig(spec, step.config);
  const paths = describeConfig(spec).filter(({ widget }) => widget === 'file' || widget === 'directory');
  for (const { name } of paths) {
    const path = config[name];
    if (typeof path === 'string' && path) config[name] = await contentOf(path, job);
  }
  const inputs = Object.entries(job.inputs).map(([port, artifacts]) => [port, artifacts.map(({ id }) => id)]);
  const { kind, version } = step;
  const code = kinds.codeDigest(kind);
  return { kind, version, code, config, seed: job.seed, inputs: Object.fromEntries(inputs) };
}

/** What stands at a path, so that a moved file hits the cache and an edited one does not. */
async function contentOf(path: string, job: Prepared['job']): Promise<string> {
  try {
    const digest = await contentDigest(resolveConfigPath(path, job.folder, job.uploads));
    return digest ? `${path.split('.').at(-1)} ${digest}` : path;
  } catch {
    return path;
  }
}

function askCache(
  sources: JobSources,
  run: RunRow,
  step: PlanStep,
  ingredients: CacheIngredients,
  key: string,
): Pick<Prepared, 'hit' | 'details'> {
  const cached = run.fresh ? undefined : findCached(sources.db, key);
  if (cached && Object.values(cached.outputs).every((id) => sources.artifacts.has(id))) {
    const { outputs, results } = cached;
    return { hit: true, details: { cache: { hit: true, fromRun: cached.run }, outputs, results } };
  }
  const reasons = missReasons(sources, run, step, ingredients);
  return { hit: false, details: { cache: { hit: false, reasons } } };
}

function missReasons(sources: JobSources, run: RunRow, step: PlanStep, ingredients: CacheIngredients) {
  if (run.fresh) return [text('a fresh run was asked for', '要求全部重新运行')];
  const earlier = earlierSuccess(sources.db, run.graph, run.id, step.node);
  if (!earlier?.ingredients)
    return [text('this node has not succeeded before in this graph', '此图中该节点尚未成功运行过')];
  const reasons = differences(specOf(sources.kinds, step.kind), ingredients, earlier.ingredients);
  if (reasons.length) return reasons;
  return [text('its earlier result is no longer in the data folder', '先前的结果已不在数据文件夹中')];
}
