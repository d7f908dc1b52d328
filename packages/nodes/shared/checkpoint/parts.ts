import { join } from 'node:path';
import { readTrainerState, type Trainer, writeTrainerState } from '@heed/engine';
import { readTable, writeTable } from '@heed/tables';
import type { z } from 'zod';

/** Something that grows while a node works and goes into every checkpoint as a file of its own. */
export interface Part {
  save(directory: string): Promise<void>;
  restore(directory: string): Promise<void>;
  /** Writes what came since the last save, for people to read while the node works. */
  show?(directory: string): Promise<void>;
}

/** Weights, moments and step of a trainer. */
export function trainerPart(name: string, trainer: Pick<Trainer, 'exportState' | 'importState'>): Part {
  const file = `${name}.safetensors`;
  return {
    save: (directory) => writeTrainerState(join(directory, file), trainer.exportState()),
    restore: async (directory) => trainer.importState(await readTrainerState(join(directory, file))),
  };
}

/** Rows that were made so far; restoring adds the saved ones. */
export function rowsPart<Row extends z.ZodObject>(name: string, schema: Row, rows: z.output<Row>[]): Part {
  const file = `${name}.parquet`;
  return {
    save: async (directory) => void (await writeTable(join(directory, file), schema, rows)),
    restore: async (directory) => {
      for (const row of await readTable(join(directory, file), schema)) rows.push(row);
    },
  };
}

/** The same rows, readable after every step: what came since the last save is shown. */
export function shownRowsPart<Row extends z.ZodObject>(
  name: string,
  schema: Row,
  rows: z.output<Row>[],
): Part {
  const part = rowsPart(name, schema, rows);
  let saved = 0;
  const noting = (work: Part['save']) => async (directory: string) => {
    await work(directory);
    saved = rows.length;
  };
  return {
    save: noting(part.save),
    restore: noting(part.restore),
    show: async (directory) =>
      void (await writeTable(join(directory, `${name}.parquet`), schema, rows.slice(saved))),
  };
}
