import { NodeError, text } from '@heed/schema';
import { inputArtifact } from '../../shared/inputs.ts';
import type { Objective, Reading, RewardModelContext } from './objective.ts';
import { preferencesObjective } from './preferences.ts';
import { rankingsObjective } from './rankings.ts';
import { ratingsObjective } from './ratings.ts';

type Opener = (context: RewardModelContext, reading: Reading) => Promise<Objective>;

const objectives: Record<string, Opener> = {
  preferences: preferencesObjective,
  rankings: rankingsObjective,
  ratings: ratingsObjective,
};

/** The objective that fits what is wired at `preferences`: preferences, rankings or ratings. */
export function openObjective(context: RewardModelContext, reading: Reading): Promise<Objective> {
  const { type } = inputArtifact(context, 'preferences').manifest;
  const open = objectives[type];
  if (open) return open(context, reading);
  throw new NodeError(
    text(
      `Node "${context.nodeId}" got ${type} at its input "preferences"; wire preferences, rankings or ratings to it.`,
      `节点“${context.nodeId}”的输入“preferences”收到的是 ${type}；请接入偏好对、排序或评分。`,
    ),
  );
}
