import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '@heed/engine/random';
import { ceilingOf } from '@heed/labeling/statistics/ceiling.ts';
import { judgementRow, NodeError, type NodeRun, preferenceRow, REPORT_FILE, text } from '@heed/schema';
import type { z } from 'zod';
import { openDevice } from '../shared/device.ts';
import { inputArtifact, inputRows } from '../shared/inputs.ts';
import { worthReport, worthSentence } from './report.ts';
import type spec from './spec.ts';
import { describePairs } from './states.ts';
import { worthOfLabels } from './worth.ts';

/** With fewer prompts an eighth of them is nothing to learn from. */
const LEAST_PROMPTS = 20;

/** Says what more labels would be worth to a linear reward on the model's states. */
export const run: NodeRun<z.infer<typeof spec.config>> = async (context) => {
  const { config, inputs, nodeId, seed, signal } = context;
  const rows = await inputRows(context, 'preferences', preferenceRow);
  const judged = inputs.judgements?.length ? await inputRows(context, 'judgements', judgementRow) : [];
  const device = await openDevice(context);
  const { directory } = inputArtifact(context, 'model');
  context.progress(0, text('reading answers', '读取回答'));
  const pairs = await describePairs(directory, rows, { device, seed, signal });
  const prompts = new Set(pairs.map(({ promptId }) => promptId)).size;
  if (prompts < LEAST_PROMPTS)
    throw new NodeError(
      text(
        `Node "${nodeId}" needs decided preferences on at least ${LEAST_PROMPTS} prompts to see a trend, and there are ${prompts}; label more prompts first.`,
        `节点“${nodeId}”至少需要 ${LEAST_PROMPTS} 个提示上的明确偏好才能看出趋势，目前只有 ${prompts} 个；请先标注更多提示。`,
      ),
    );
  const worth = worthOfLabels(pairs, {
    ...config,
    random: createRandom(seed).fork('labels worth'),
    onSplit: (split) => {
      signal.throwIfAborted();
      const words = text(
        `split ${split + 1} of ${config.splits}`,
        `第 ${split + 1} 次划分，共 ${config.splits} 次`,
      );
      context.progress(0.2 + (0.8 * split) / config.splits, words);
    },
  });
  const ceiling = ceilingOf(judged);
  const output = context.output('report');
  await writeFile(join(output.directory, REPORT_FILE), JSON.stringify(worthReport(worth, ceiling), null, 2));
  const sentence = worthSentence(worth);
  context.log('info', sentence);
  output.describe({
    summary: [
      {
        title: text('gain by as many labels again', '再标同样多的增益'),
        ...{ value: worth.gain.value, format: 'percent' },
      },
    ],
  });
  return {
    prompts,
    accuracy: worth.accuracy.value,
    doubled: worth.doubled.value,
    gain: worth.gain.value,
    ...(ceiling && { ceiling: ceiling.value }),
  };
};
