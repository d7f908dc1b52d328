import { field, text } from '@heed/schema';
import { z } from 'zod';
import { rolloutFields } from './fields.ts';

/** The part of the form that kinds share which sample several answers to each prompt. */
export function groupFields({ samplesPerPrompt }: { samplesPerPrompt: z.ZodDefault<z.ZodInt> }) {
  return {
    updates: rolloutFields.updates,
    promptsPerUpdate: field(z.int().min(1).max(8192).default(16), {
      title: text('Prompts an update', '每次更新的提示数'),
      help: text('Prompts answered before each optimization.', '每次优化前作答的提示数。'),
      unit: text('prompts', '条'),
    }),
    samplesPerPrompt: field(samplesPerPrompt, {
      title: text('Answers a prompt', '每个提示的回答数'),
      help: text(
        'Answers sampled to each prompt; they are compared with one another, so more of them mean less noise.',
        '为每个提示采样的回答数；它们相互比较，越多噪声越小。',
      ),
      unit: text('answers', '条'),
    }),
    epochs: field(z.int().min(1).max(64).default(1), {
      title: text('Epochs an update', '每次更新的轮数'),
      help: text('Passes over the answers of an update.', '每次更新中遍历回答的次数。'),
    }),
    missingEndPenalty: rolloutFields.missingEndPenalty,
    targetPolicyKl: rolloutFields.targetPolicyKl,
    maxNewTokens: rolloutFields.maxNewTokens,
    temperature: rolloutFields.temperature,
  };
}
