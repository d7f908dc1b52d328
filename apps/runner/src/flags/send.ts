import { Buffer } from 'node:buffer';
import { type Catalogue, emptyGraph, type Graph, type GraphNode, TABLE_FILE } from '@heed/schema';
import type { FlagSending } from '../api/flag-inputs.ts';
import type { SentFlags } from '../api/flag-views.ts';
import { type RolloutParts, rolloutTable } from '../artifacts/rollouts.ts';
import { onTables } from '../artifacts/tables.ts';
import { UserError } from '../errors.ts';
import type { GraphStore } from '../graphs/store.ts';
import { storeUpload } from '../graphs/uploads.ts';
import type { Flag, FlagStore } from './store.ts';

export interface SendParts extends RolloutParts {
  flags: FlagStore;
  graphs: GraphStore;
  catalogue: Catalogue;
  uploads: string;
}

/** Answers to one prompt that labelers get at most. */
const MOST_ANSWERS = 16;
/** Kinds that the new pipeline is made of: answers from a file, and people who compare them. */
const [SOURCE, LABELING] = ['answer-source', 'human-labeling'];

/**
 * Writes the flagged prompts with all known answers to them to a file, and saves a pipeline that reads it and puts the
 * answers before people. Throws BAD_REQUEST where no prompt has two different answers.
 */
export async function sendFlags(
  parts: SendParts,
  { ids, name }: FlagSending,
  author: string,
): Promise<SentFlags> {
  const { flags, graphs, catalogue, uploads } = parts;
  const chosen = flags.of(ids);
  const byPrompt = Map.groupBy(chosen, ({ prompt }) => prompt);
  const found = await Promise.all(
    [...byPrompt].map(async ([prompt, same]) => {
      return { prompt, same, answers: await answersTo(parts, prompt, same) };
    }),
  );
  const tasks = found.filter(({ answers }) => answers.length > 1);
  if (tasks.length === 0) throw nothingToCompare();
  const lines = tasks.map(({ prompt, answers }) => `${JSON.stringify({ prompt, completion: answers })}\n`);
  const file = await storeUpload(uploads, 'flagged.jsonl', toBytes(lines));
  const graph = graphs.create(labelingGraph(catalogue, name, file), null, author).id;
  flags.markSent(
    tasks.flatMap(({ same }) => same.map(({ id }) => id)),
    graph,
  );
  return {
    ...{ graph, prompts: tasks.length, leftOut: found.length - tasks.length },
    answers: tasks.reduce((sum, { answers }) => sum + answers.length, 0),
  };
}

async function* toBytes(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const line of lines) yield Buffer.from(line);
}

/** The flagged answers first, then others to the same prompt in the tables that they stood in. */
async function answersTo(parts: SendParts, prompt: string, flags: readonly Flag[]): Promise<string[]> {
  const answers = new Set(flags.flatMap((flag) => flag.answers));
  const tables = new Map(flags.map((flag) => [tableOf(parts, flag).join(), tableOf(parts, flag)]));
  for (const files of tables.values()) {
    for (const answer of await otherAnswers(files, prompt)) answers.add(answer);
  }
  return [...answers].slice(0, MOST_ANSWERS);
}

/** The files of the table that a flagged answer stood in; none where it is gone. */
function tableOf(parts: SendParts, { run, node, artifact, file }: Flag): string[] {
  if (artifact === null) return rolloutTable(parts, run, node)?.files ?? [];
  return parts.artifacts.has(artifact) ? [parts.artifacts.fileOf(artifact, file ?? TABLE_FILE)] : [];
}

/** Answers to a prompt in a table that has a column for them; none in any other table. */
function otherAnswers(files: readonly string[], prompt: string): Promise<string[]> {
  if (files.length === 0) return Promise.resolve([]);
  return onTables(async ({ queryTable }) => {
    const { columns } = await queryTable(files, { offset: 0, limit: 0 });
    const names = columns.map((column) => column.name);
    if (!names.includes('prompt') || !names.includes('completion')) return [];
    const conditions = [{ column: 'prompt', test: 'equals', value: prompt } as const];
    const { rows } = await queryTable(files, {
      ...{ offset: 0, limit: 200 },
      filters: { match: 'all', conditions },
    });
    return rows.map((row) => String(row.completion));
  });
}

function labelingGraph(catalogue: Catalogue, name: string, file: string): Graph {
  const node = (id: string, kind: string, x: number, config: Record<string, unknown>): GraphNode => ({
    ...{ id, kind, config, position: { x, y: 0 } },
    version: catalogue.get(kind)?.version ?? 1,
  });
  return {
    ...emptyGraph(name),
    nodes: [node('answers', SOURCE as string, 0, { file }), node('people', LABELING as string, 360, {})],
    edges: [{ from: { node: 'answers', port: 'completions' }, to: { node: 'people', port: 'completions' } }],
  };
}

function nothingToCompare(): UserError {
  return new UserError('BAD_REQUEST', {
    en: 'Each flagged prompt has a single answer, so there is nothing to compare; flag another answer to one of them.',
    zh: '每个被标记的提示都只有一个回答，无从比较；请再标记其中某个提示的另一个回答。',
  });
}
