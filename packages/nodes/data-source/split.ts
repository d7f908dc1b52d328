import { createRandom } from '@heed/engine/random';
import type { DemonstrationRow, PromptRow } from '@heed/schema';
import { promptIdOf } from '../shared/prompt-id.ts';
import type { DataRecord } from './records.ts';

export interface Split {
  demonstrations: DemonstrationRow[];
  prompts: PromptRow[];
  heldOutPrompts: PromptRow[];
  /** Good answers to the held-out prompts, or to all where none is held out. */
  references: DemonstrationRow[];
}

/** How many of `count` prompts are held out: both sides keep at least one where both are wanted. */
function heldOutCount(count: number, fraction: number): number {
  if (fraction === 0 || count < 2) return 0;
  return Math.min(count - 1, Math.max(1, Math.round(count * fraction)));
}

/** Splits by distinct prompt, so that no held-out prompt has an answer among the demonstrations. */
export function splitRecords(records: readonly DataRecord[], fraction: number, seed: number): Split {
  const rows = new Map<string, PromptRow>();
  for (const { prompt, language } of records)
    if (!rows.has(prompt)) rows.set(prompt, { promptId: promptIdOf(prompt), prompt, language });
  const drawn = createRandom(seed)
    .fork('held-out')
    .shuffle([...rows.keys()]);
  const heldOut = new Set(drawn.slice(0, heldOutCount(rows.size, fraction)));
  const demonstrations = records.flatMap(({ prompt, completion }) => {
    const row = rows.get(prompt);
    return row && completion !== undefined && !heldOut.has(prompt) ? [{ ...row, completion }] : [];
  });
  const distinct = [...rows.values()];
  const isCompared = (prompt: string) => heldOut.size === 0 || heldOut.has(prompt);
  const references = records.flatMap(({ prompt, completion, references: given }) => {
    const row = rows.get(prompt);
    const good = given ?? (completion === undefined ? [] : [completion]);
    return row && isCompared(prompt) ? good.map((one) => ({ ...row, completion: one })) : [];
  });
  return {
    demonstrations,
    prompts: distinct.filter(({ prompt }) => !heldOut.has(prompt)),
    heldOutPrompts: distinct.filter(({ prompt }) => heldOut.has(prompt)),
    references: withoutRepeats(references),
  };
}

/** Each answer to a prompt once: lines that differ in something else repeat their references. */
function withoutRepeats(rows: readonly DemonstrationRow[]): DemonstrationRow[] {
  const keyOf = ({ promptId, completion }: DemonstrationRow) => JSON.stringify([promptId, completion]);
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}
