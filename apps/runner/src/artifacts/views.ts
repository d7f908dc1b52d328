import { open, readFile } from 'node:fs/promises';
import { REPORT_FILE, type Report, reportSchema, TABLE_FILE } from '@heed/schema';
import { z } from 'zod';
import type { RowsQuery } from '../api/inputs.ts';
import type { Services } from '../api/services.ts';
import type { ArtifactView, RowsView } from '../api/views.ts';
import { UserError } from '../errors.ts';
import type { ArtifactStore } from './store.ts';

/** A header of this size describes millions of tensors; a larger one is not a header. */
const LARGEST_HEADER = 100 * 1024 * 1024;
const headerSchema = z.record(z.string(), z.object({ shape: z.array(z.int().min(0)).optional() }));

/** Number of values in a safetensors file, from its header alone. */
export async function countParameters(file: string): Promise<number> {
  const handle = await open(file, 'r');
  try {
    const start = Buffer.alloc(8);
    await handle.read(start, 0, 8, 0);
    const length = Number(start.readBigUInt64LE());
    if (length > LARGEST_HEADER) throw new Error(`${file} has no valid safetensors header.`);
    const header = Buffer.alloc(length);
    await handle.read(header, 0, length, 8);
    const tensors = Object.values(headerSchema.parse(JSON.parse(header.toString('utf8'))));
    return tensors.reduce((sum, { shape }) => sum + (shape?.reduce((a, b) => a * b, 1) ?? 0), 0);
  } finally {
    await handle.close();
  }
}

/** What the API shows of artifacts. */
export function artifactViews(store: ArtifactStore): Services['artifacts'] {
  return {
    async get(id): Promise<ArtifactView> {
      const { manifest } = store.open(id);
      return { id, manifest, card: await modelCard(store, id) };
    },
    async rows(query): Promise<RowsView> {
      return queryRows(store.fileOf(query.id, query.file ?? TABLE_FILE), query);
    },
    async report(id): Promise<Report> {
      const text = await readFile(store.fileOf(id, REPORT_FILE), 'utf8');
      return reportSchema.parse(JSON.parse(text));
    },
  };
}

async function modelCard(store: ArtifactStore, id: string): Promise<ArtifactView['card']> {
  const { manifest } = store.open(id);
  const weights = manifest.files.filter(({ path }) => /^[^/]+\.safetensors$/.test(path));
  const isModel = weights.length > 0 && manifest.files.some(({ path }) => path === 'config.json');
  if (!isModel) return undefined;
  const counts = await Promise.all(weights.map(({ path }) => countParameters(store.fileOf(id, path))));
  const config = JSON.parse(await readFile(store.fileOf(id, 'config.json'), 'utf8'));
  return { parameters: counts.reduce((a, b) => a + b, 0), config };
}

/** Loads the table library on first use: commands that read no table start faster without it. */
async function queryRows(file: string, { id: _, file: _name, ...page }: RowsQuery): Promise<RowsView> {
  const { queryTable, TableError } = await import('@heed/tables');
  try {
    return await queryTable(file, page);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    throw new UserError('BAD_REQUEST', { en: error.message, zh: error.message });
  }
}
