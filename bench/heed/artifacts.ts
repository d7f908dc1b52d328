import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InputArtifact, PortType } from '@heed/schema';
import { TABLE_FILE } from '@heed/schema';
import { writeTable } from '@heed/tables';
import type { z } from 'zod';

/** A folder as a wire would bring it. */
export function folderArtifact(directory: string, type: PortType): InputArtifact {
  const manifest = { format: 'heed/artifact', version: 1, type, facts: {}, summary: [], files: [] } as const;
  return { id: directory, directory, manifest: { ...manifest, summary: [], files: [] } };
}

/** Rows as a wire would bring them. */
export async function rowsArtifact<Row extends z.ZodObject>(
  directory: string,
  type: PortType,
  schema: Row,
  rows: Iterable<z.output<Row>>,
): Promise<InputArtifact> {
  await mkdir(directory, { recursive: true });
  await writeTable(join(directory, TABLE_FILE), schema, rows);
  return folderArtifact(directory, type);
}
