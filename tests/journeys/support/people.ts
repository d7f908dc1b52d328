import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Graph, parseGraphText } from '@heed/schema';
import { configured } from './graphs.ts';

const templates = join(import.meta.dirname, '../../../templates');

/** The template of human labeling only: it waits for people at once and trains nothing. */
export function peopleOnly(changes: Record<string, unknown> = {}): Graph {
  const file = join(templates, 'human-labeling.json');
  const graph = parseGraphText(readFileSync(file, 'utf8'), file);
  const answers = join(templates, 'feedback/answers.jsonl');
  return configured(graph, { answers: { file: answers }, labeling: changes });
}
