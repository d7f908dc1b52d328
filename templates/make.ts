import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DIALOGUES_FILE, dialogues } from './dialogue/generate.ts';
import type { ShippedPipeline } from './drawing.ts';
import { PROMPTS_FILE, prompts } from './everyday/generate.ts';
import * as feedback from './feedback/generate.ts';
import { samples } from './samples/generate.ts';
import * as weather from './weather/generate.ts';

const folder = import.meta.dirname;
const pipelinesFolder = join(folder, 'pipelines');

/** Every pipeline that ships, by the name of its file. */
export async function shippedPipelines(): Promise<Map<string, ShippedPipeline>> {
  const names = readdirSync(pipelinesFolder).map((file) => basename(file, '.ts'));
  const modules = await Promise.all(names.map((name) => import(join(pipelinesFolder, `${name}.ts`))));
  return new Map(names.map((name, index) => [name, modules[index].default as ShippedPipeline]));
}

/** All files that scripts make: data and pipelines, by path. */
export async function madeFiles(): Promise<Map<string, string | Uint8Array>> {
  const pipelines = [...(await shippedPipelines())].map(
    ([name, { graph }]) => [join(folder, `${name}.json`), `${JSON.stringify(graph, null, 2)}\n`] as const,
  );
  return new Map<string, string | Uint8Array>([
    ...pipelines,
    ...samples(),
    [weather.DATA_FILE, weather.generate()],
    [feedback.PREFERENCES_FILE, feedback.preferences()],
    [feedback.RANKINGS_FILE, feedback.rankings()],
    [feedback.ANSWERS_FILE, feedback.answers()],
    [PROMPTS_FILE, prompts()],
    [DIALOGUES_FILE, dialogues()],
  ]);
}

if (import.meta.main)
  for (const [file, content] of await madeFiles()) {
    await writeFile(file, content);
    process.stdout.write(`Wrote ${file}\n`);
  }
