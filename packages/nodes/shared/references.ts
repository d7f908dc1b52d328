import { join } from 'node:path';
import { type DemonstrationRow, demonstrationRow } from '@heed/schema';
import { readTable, writeTable } from '@heed/tables';
import type { References } from './reward-rules.ts';

/** Where a reward function keeps the answers that it compares with. */
const REFERENCES_FILE = 'references.parquet';

/** Groups reference answers by their prompt; a prompt may have several. */
export function referencesOf(rows: readonly DemonstrationRow[]): References {
  return new Map(
    [...Map.groupBy(rows, ({ prompt }) => prompt)].map(([prompt, group]) => [
      prompt,
      group.map(({ completion }) => completion),
    ]),
  );
}

/** Writes reference answers into a reward function's folder. */
export async function saveReferences(directory: string, rows: readonly DemonstrationRow[]): Promise<void> {
  await writeTable(join(directory, REFERENCES_FILE), demonstrationRow, rows);
}

/** Reads the reference answers in a reward function's folder. */
export async function loadReferences(directory: string): Promise<References> {
  return referencesOf(await readTable(join(directory, REFERENCES_FILE), demonstrationRow));
}
