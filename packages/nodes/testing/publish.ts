import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import {
  type Facts,
  type InputArtifact,
  type LabelSource,
  MANIFEST_FILE,
  type Manifest,
  manifestSchema,
  type PortType,
  type SummaryItem,
  TABLE_FILE,
} from '@heed/schema';
import { writeTable } from '@heed/tables';
import type { z } from 'zod';

export interface About {
  facts?: Facts;
  summary?: SummaryItem[];
  labels?: LabelSource;
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

async function listFiles(directory: string): Promise<Manifest['files']> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name !== MANIFEST_FILE)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    paths.map(async (path) => {
      const content = await readFile(path);
      const relative = path.slice(directory.length + 1).replaceAll(sep, '/');
      return { path: relative, size: content.length, sha256: sha256(content) };
    }),
  );
}

/** Turns a written folder into an artifact as the runner would publish it, where it lies. */
export async function publish(directory: string, type: PortType, about: About = {}): Promise<InputArtifact> {
  const manifest = manifestSchema.parse({
    format: 'heed/artifact',
    version: 1,
    type,
    facts: about.facts ?? {},
    summary: about.summary ?? [],
    ...(about.labels && { labels: about.labels }),
    files: await listFiles(directory),
  });
  const json = JSON.stringify(manifest);
  await writeFile(join(directory, MANIFEST_FILE), json);
  return { id: sha256(json), directory, manifest };
}

/** Makes a table artifact for a test: `tableArtifact(folder, 'prompts', promptRow, rows)`. */
export async function tableArtifact<Row extends z.ZodObject>(
  directory: string,
  type: PortType,
  schema: Row,
  rows: Iterable<z.output<Row>>,
): Promise<InputArtifact> {
  await mkdir(directory, { recursive: true });
  await writeTable(join(directory, TABLE_FILE), schema, rows);
  return publish(directory, type);
}
