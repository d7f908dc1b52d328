import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseGraphText } from '@heed/schema';
import { configured } from './graphs.ts';
import { preparedFolder } from './prepared.ts';
import { Served } from './served.ts';

const templates = join(import.meta.dirname, '../../../templates');
const tiny = {
  data: { file: join(templates, 'dialogue/dialogues.jsonl'), limit: 90 },
  base: { layers: 1, width: 32, heads: 2, vocabularySize: 400 },
  sft: { epochs: 1 },
  labeling: { dialogues: 2, turns: 2, replyTokens: 16 },
};

/** A data folder in which a run of the template "Dialogue" waits for people, to be copied. */
export function dialogueFolder(): Promise<{ data: string; about: { run: string } }> {
  return preparedFolder('dialogue', async () => {
    const served = await Served.start();
    const file = join(templates, 'dialogue.json');
    const graph = configured(parseGraphText(readFileSync(file, 'utf8'), file), tiny);
    const graphId = await served.create(graph);
    const { id: run } = await served.api.runs.start.mutate({ graphId, idempotencyKey: 'dialogue' });
    await served.untilRun(run, 'waiting_human');
    return { served, about: { run } };
  });
}
