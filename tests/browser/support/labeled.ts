import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Graph, parseGraphText } from '@heed/schema';
import { configured } from '../../journeys/support/graphs.ts';
import { peopleOnly } from '../../journeys/support/people.ts';
import type { Stage } from '../../journeys/support/stage.ts';

const templates = join(import.meta.dirname, '../../../templates');

export type Medium = 'text' | 'image' | 'audio' | 'video';

const sources = { image: 'pictures', audio: 'sounds', video: 'videos' } as const;
const files = {
  image: ['drawings', 'png', ['sun-steady', 'sun-shaky', 'circle-shaky', 'tree-steady']],
  audio: ['sounds', 'wav', ['chord-clean', 'chord-noisy', 'steps-clean', 'steps-noisy']],
  video: ['videos', 'webm', ['ball-smooth', 'ball-jerky', 'star-smooth', 'star-jerky']],
} as const;

/** Answers as people get them: long and short, Markdown, code, a table, Chinese and right-to-left. */
const answers = [
  'Water them well before you leave, move them out of the sun, and ask a neighbor to look in once a week.',
  'A few things help:\n\n1. **Group the pots**: together they dry more slowly.\n2. Lead a string from a bowl into each pot.\n\n```sh\nwater --every 3d --pots averyveryverylongnameofapotthatdoesnotbreakanywhere\n```\n\n| pot | liters |\n| --- | --- |\n| fern | 2 |',
  '把花盆放在一起，浇透水，再请邻居每周来看一次。',
  'اسق النباتات جيدًا قبل السفر.',
];
const conversation = JSON.stringify([
  { role: 'user', content: 'I am away for two weeks in July.' },
  { role: 'assistant', content: 'How nice! Who looks after your plants?' },
  { role: 'user', content: 'Nobody. What can I do?' },
]);

/** Where a table of two prompts with four candidates each lies, made of the samples that ship. */
function table(folder: string, medium: Exclude<Medium, 'text'>): string {
  cpSync(join(templates, 'samples'), join(folder, 'samples'), { recursive: true });
  const [where, ending, names] = files[medium];
  const paths = names.map((name) => `${where}/${name}.${ending}`);
  const lines = ['First: make it well.', '第二个：请认真制作。'].map((prompt) =>
    JSON.stringify({ prompt, files: paths }),
  );
  const file = join(folder, `samples/four-${where}.jsonl`);
  writeFileSync(file, lines.join('\n'));
  return file;
}

function texts(folder: string, form: string): string {
  const prompts = form === 'dialogue' ? [conversation] : ['How do I keep my plants alive?', '怎样照顾植物？'];
  const file = join(folder, `four-texts-${form}.jsonl`);
  writeFileSync(file, prompts.map((prompt) => JSON.stringify({ prompt, completion: answers })).join('\n'));
  return file;
}

/** People who judge these with a form; no model anywhere. */
export function labelingGraph(folder: string, medium: Medium, settings: Record<string, unknown>): Graph {
  const ours = { mustPlay: false, repeatRate: 0, goldRate: 0, ...settings };
  if (medium === 'text')
    return configured(peopleOnly(ours), { answers: { file: texts(folder, String(settings.form)) } });
  const file = join(templates, `${medium}-preference.json`);
  const graph = parseGraphText(readFileSync(file, 'utf8'), file);
  return configured(graph, { [sources[medium]]: { file: table(folder, medium) }, labeling: ours });
}

/** Starts a run of a graph; gives the path of its labeling page when it waits for people. */
export async function waitingPage({ served }: Stage, graph: Graph): Promise<string> {
  const graphId = await served.create(graph);
  const { id } = await served.api.runs.start.mutate({ graphId, idempotencyKey: `waiting-${graphId}` });
  await served.untilRun(id, 'waiting_human');
  return `/label/${id}/labeling`;
}
