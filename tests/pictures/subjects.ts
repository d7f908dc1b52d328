import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph, Language } from '@heed/schema';
import { openDatabase } from '../../apps/runner/src/db/open.ts';
import { temporaryFolder } from '../execution/harness.ts';
import { preparedFolder } from '../journeys/support/prepared.ts';
import { Served } from '../journeys/support/served.ts';

/** Ids of what the pictures show. */
export interface Subjects {
  /** The classic pipeline as it ships, and its finished run. */
  graph: string;
  run: string;
  /** A run that waits for people. */
  waiting: string;
}

/** Templates on the list of pipelines, the last one on top. */
const listed = ['dpo-beside-ppo', 'image-preference', 'human-labeling', 'weather-rlhf'] as const;

/** A server that shows the same things in a language: what people wrote on the canvas too. */
export async function serveSubjects(language: Language): Promise<{ served: Served; subjects: Subjects }> {
  const { data, about } = await preparedFolder('pictures', make);
  if (language === 'en') return { served: await Served.startFrom(data), subjects: about.subjects };
  using folder = temporaryFolder();
  const translated = join(folder.path, 'data');
  cpSync(data, translated, { recursive: true });
  translate(translated, about.chinese);
  return { served: await Served.startFrom(translated), subjects: about.subjects };
}

/** Runs the classic template whole, which takes some minutes, and lets the one of human labeling wait. */
async function make() {
  const served = await Served.start();
  const { api } = served;
  const graphs: Record<string, string> = {};
  const chinese: Record<string, Graph> = {};
  for (const id of listed) {
    const { graph } = await api.templates.get.query({ id, language: 'en' });
    graphs[id] = await served.create(graph);
    chinese[graphs[id]] = (await api.templates.get.query({ id, language: 'zh' })).graph;
  }
  const start = async (id: (typeof listed)[number]) =>
    (await api.runs.start.mutate({ graphId: graphs[id] ?? '', idempotencyKey: `pictures-${id}` })).id;
  const [waiting, run] = [await start('human-labeling'), await start('weather-rlhf')];
  await served.untilRun(waiting, 'waiting_human');
  await served.untilRun(run, 'succeeded');
  const subjects: Subjects = { graph: graphs['weather-rlhf'] ?? '', run, waiting };
  return { served, about: { subjects, chinese } };
}

/** Puts the same pipelines with Chinese texts in the place of the English ones, in their runs too. */
function translate(data: string, chinese: Record<string, Graph>): void {
  const { $client: client } = openDatabase(join(data, 'heed.db'));
  for (const [id, graph] of Object.entries(chinese)) {
    const body = JSON.stringify(graph);
    client.prepare('UPDATE graphs SET name = ? WHERE id = ?').run(graph.name, id);
    client.prepare('UPDATE graph_versions SET body = ? WHERE graph = ?').run(body, id);
    client.prepare('UPDATE runs SET snapshot = ? WHERE graph = ?').run(body, id);
  }
  client.close();
}
