import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tinyDemonstrations } from '@heed/nodes/testing/tiny-pipeline.ts';
import type { Graph } from '@heed/schema';
import type { DialogueView } from '../../apps/runner/src/api/dialogue-views.ts';
import type { Services } from '../../apps/runner/src/api/services.ts';
import { graph } from './graphs.ts';
import type { TestRunner } from './harness.ts';

/** How often a labeler's page looks while it waits. */
const LOOK_MS = 20;

/** A model that is trained in a second, and people who talk with it at the node of this name. */
export function talkGraph(heed: TestRunner, node: string, config: Record<string, unknown> = {}): Graph {
  const file = join(heed.folder, 'talk.jsonl');
  writeFileSync(file, tinyDemonstrations.map((row) => JSON.stringify(row)).join('\n'));
  return graph(
    {
      data: { kind: 'data-source', file, heldOutFraction: 0 },
      base: { kind: 'base-model', layers: 1, width: 32, heads: 2, contextLength: 64, vocabularySize: 320 },
      sft: { kind: 'sft', epochs: 20, learningRate: 0.01, batchSize: 16, validationShare: 0 },
      [node]: { kind: 'human-labeling', form: 'dialogue', replyTokens: 12, replyTemperature: 1.5, ...config },
    },
    'data.demonstrations > base.demonstrations',
    'base.model > sft.model',
    'data.demonstrations > sft.demonstrations',
    `sft.model > ${node}.model`,
  );
}

type Judged = Parameters<Services['dialogues']['judge']>[0];

/** A labeler who talks with a model. */
export function talker(
  { labeling, dialogues }: Services,
  run: string,
  node: string,
  name = 'Ada',
  session = name,
) {
  const at = { run, node, labeler: name };
  const task = () => labeling.work({ ...at, ahead: 0 }, session).tasks[0];
  const taskId = task()?.taskId ?? '';
  const here = { ...at, taskId };
  const view = () => dialogues.view(here, session);
  return {
    taskId,
    task,
    view,
    say(text: string, turn = view().turn, idempotencyKey: string = randomUUID()) {
      return dialogues.say({ ...here, turn, text, idempotencyKey }, session);
    },
    judge(
      outcome: Judged['outcome'],
      value: Judged['value'] = {},
      turn = view().turn,
      key: string = randomUUID(),
    ) {
      return dialogues.judge({ ...here, turn, outcome, value, timeMs: 700, idempotencyKey: key }, session);
    },
    retry: () => dialogues.retry(here, session),
    finish(outcome: 'answered' | 'skipped' = 'answered') {
      const answer = { taskId, outcome, value: {}, timeMs: 9000, idempotencyKey: randomUUID() };
      return labeling.answer({ ...at, ahead: 0, answer }, session);
    },
    undo: () => labeling.undo(at, session),
    /** Looks until the conversation waits for the labeler, as the page does. */
    async settled(): Promise<DialogueView> {
      for (;;) {
        const seen = view();
        if (['message', 'choice', 'failed', 'over'].includes(seen.now.state)) return seen;
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
    },
  };
}
