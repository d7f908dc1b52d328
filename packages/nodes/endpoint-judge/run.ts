import { type NodeRun, text } from '@heed/schema';
import type { z } from 'zod';
import { saveEndpointJudge } from '../shared/judges/saved-judge.ts';
import type spec from './spec.ts';

/** Writes down whom to ask. Nothing is asked here: that is for the node that has tasks. */
export const run: NodeRun<z.infer<typeof spec.config>> = async ({ config, output }) => {
  const judge = output('judge');
  await saveEndpointJudge(judge.directory, { ...config, name: config.name || config.model });
  judge.describe({
    facts: { modality: config.media === 'none' ? 'text' : config.media },
    summary: [{ title: text('Model', '模型'), value: config.model }],
  });
  return {};
};
