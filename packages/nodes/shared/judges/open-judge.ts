import { type InputArtifact, type NodeContext, NodeError, text } from '@heed/schema';
import { openScorer } from '../scorer.ts';
import { endpointJudge } from './endpoint-judge.ts';
import type { Judge } from './judge.ts';
import { openModelJudge } from './model-judge.ts';
import { loadEndpointJudge } from './saved-judge.ts';
import { scorerJudge } from './scorer-judge.ts';
import { sentMedia } from './sent-media.ts';

/** Opens what is wired as a judge: rules, reward models, a language model, or a model behind an endpoint. */
export async function openJudge(
  artifact: InputArtifact,
  { endpoint, inputs }: Pick<NodeContext, 'endpoint' | 'inputs'>,
): Promise<Judge> {
  if (artifact.manifest.type === 'language-model') return openModelJudge(artifact.directory);
  if (artifact.manifest.type !== 'judge') return scorerJudge(await openScorer(artifact));
  const settings = await loadEndpointJudge(artifact.directory);
  const found = endpoint(settings.endpoint);
  if (found) return endpointJudge(found, settings, sentMedia(settings.media, inputs.completions ?? []));
  throw new NodeError(
    text(
      `There is no endpoint "${settings.endpoint}" on this runner; an owner adds it under Settings, or with: heed endpoints add ${settings.endpoint} URL`,
      `此运行器上没有端点“${settings.endpoint}”；可由所有者在“设置”中添加，或运行：heed endpoints add ${settings.endpoint} URL`,
    ),
  );
}
