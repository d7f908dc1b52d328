import type { PlanStep } from '@heed/schema';
import type { Published } from '../artifacts/publish.ts';
import type { About } from '../worker/messages.ts';
import type { Details, Place } from './core/state.ts';
import type { JobSources } from './jobs.ts';
import { specOf } from './kinds.ts';
import type { Stores } from './persist.ts';
import { placeKey } from './workers.ts';

/** What a node's process said when its work was done. */
export interface Returned {
  results: Record<string, number>;
  outputs: Record<string, About>;
}

/** Publishes every output that a node wrote. Throws where it left one out that its kind declares. */
export async function publishOutputs(
  { artifacts }: Stores,
  sources: JobSources,
  place: Place,
  { results, outputs: abouts }: Returned,
): Promise<Details> {
  const step = sources.plans.open(sources.db, place.run).steps.get(place.node) as PlanStep;
  const published: Published[] = [];
  const outputs: Record<string, string> = {};
  for (const [port, { type }] of Object.entries(specOf(sources.kinds, step.kind).outputs)) {
    const about = abouts[port];
    if (!about) throw new Error(`"${step.kind}" did not write its output "${port}".`);
    const artifact = await artifacts.publish(placeKey(place), port, type, about);
    published.push(artifact);
    outputs[port] = artifact.id;
  }
  return { results, outputs, artifacts: published };
}
