import type { ComparisonRow } from '@heed/schema';
import { z } from 'zod';
import { api } from '../api/client.ts';
import { readComparison } from '../outputs/useComparison.ts';
import { rolloutSchema } from '../rollouts/rolloutRows.ts';
import type { NodeRunView } from '../runs/view.ts';
import { joinComparisons, type Samples } from './samples.ts';

/** The answers that an evaluation of each run compared; undefined where one of them has no comparison. */
export async function readSamples(before: NodeRunView, after: NodeRunView): Promise<Samples | undefined> {
  const [one, other] = await Promise.all([comparisonOf(before), comparisonOf(after)]);
  return one && other && joinComparisons(one, other);
}

async function comparisonOf({ outputs }: NodeRunView): Promise<ComparisonRow[] | undefined> {
  for (const id of Object.values(outputs)) {
    const { manifest } = await api.artifacts.get.query({ id });
    if (manifest.type !== 'report') continue;
    const { blocks } = await api.artifacts.report.query({ id });
    const block = blocks.find(({ type }) => type === 'comparison');
    if (block?.type === 'comparison') return (await readComparison(id, block.file)).rows;
  }
  return undefined;
}

/** The last answers that a training node of each run sampled, scored by its reward, joined by their prompts. */
export async function readRolloutSamples(
  before: { run: string; node: string },
  after: { run: string; node: string },
): Promise<Samples> {
  const [one, other] = await Promise.all([lastRollouts(before), lastRollouts(after)]);
  return joinComparisons(one, other);
}

async function lastRollouts(place: { run: string; node: string }): Promise<ComparisonRow[]> {
  const { rows } = await api.artifacts.rollouts.query({
    ...{ ...place, offset: 0, limit: 1000, sort: 'update', descending: true },
  });
  const answers = new Map(
    z
      .array(rolloutSchema)
      .parse(rows)
      .toReversed()
      .map((rollout) => [rollout.promptId, rollout]),
  );
  return [...answers.values()].map(({ promptId, prompt, completion, score }) => {
    const reward = score ?? 0;
    return {
      ...{ promptId, prompt, y1: completion, y2: completion },
      ...{ reward1: reward, reward2: reward, judge1: reward, judge2: reward },
    };
  });
}
