import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeError, text } from '@heed/schema';
import { z } from 'zod';

/** A judge's file in its artifact. */
const JUDGE_FILE = 'judge.json';

const endpointSchema = z.object({
  /** Who judges, as judgements show it. */
  name: z.string().min(1).max(100),
  /** The name under which an owner registered the endpoint; its address and key stay with the runner. */
  endpoint: z.string().min(1),
  model: z.string().min(1),
  bothOrders: z.boolean(),
  concurrency: z.int().min(1).max(32),
  requestsPerMinute: z.int().min(0),
  timeoutSeconds: z.number().min(1),
  /** Which pictures or sounds may be sent to the endpoint. */
  media: z.enum(['none', 'image', 'audio']).default('none'),
});
export type EndpointSettings = z.infer<typeof endpointSchema>;
export type SavedEndpoint = z.input<typeof endpointSchema>;

const savedSchema = endpointSchema.extend({
  format: z.literal('heed/judge'),
  version: z.literal(1),
  type: z.literal('endpoint'),
});

/** Writes a judge behind an endpoint into an artifact's folder. */
export async function saveEndpointJudge(directory: string, settings: SavedEndpoint): Promise<void> {
  const saved = savedSchema.parse({ format: 'heed/judge', version: 1, type: 'endpoint', ...settings });
  await writeFile(join(directory, JUDGE_FILE), `${JSON.stringify(saved, null, 2)}\n`);
}

/** Reads a judge from an artifact's folder. Throws a `NodeError` for a damaged file. */
export async function loadEndpointJudge(directory: string): Promise<EndpointSettings> {
  const file = join(directory, JUDGE_FILE);
  try {
    return savedSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new NodeError(
      text(
        `${file} is not a judge that this Heed can read: ${detail}`,
        `${file} 不是当前 Heed 可读取的裁判：${detail}`,
      ),
    );
  }
}
