import { type DeviceUse, deviceTitles, type Language, messageIn, type RunEvent } from '@heed/schema';
import type { RunView } from '../../api/views.ts';
import type { Client } from '../client.ts';
import { environmentLanguage } from '../language.ts';
import type { RunOutput } from './output.ts';
import { printSummary } from './summary.ts';

/** Least time between two progress lines of one node. */
const PROGRESS_MS = 10_000;

/** One line for each thing that happens, for logs and pipes. */
export class PlainOutput implements RunOutput {
  readonly #progressAt = new Map<string, number>();

  show({ at, payload }: RunEvent): void {
    const line = describePayload(payload);
    if (!line) return;
    if (payload.type === 'progress') {
      if (at - (this.#progressAt.get(payload.node) ?? 0) < PROGRESS_MS) return;
      this.#progressAt.set(payload.node, at);
    }
    console.log(line);
  }

  close(): void {}

  async finish(view: RunView, client: Client, data: string): Promise<void> {
    await printSummary(view, client, data);
  }
}

/** A line for an event; undefined for those that say nothing by themselves. */
export function describePayload(
  payload: RunEvent['payload'],
  language = environmentLanguage(),
): string | undefined {
  if (payload.type === 'progress') {
    return `${payload.node}: ${Math.round(payload.fraction * 100)}% ${messageIn(payload.message ?? '', language)}`.trimEnd();
  }
  if (payload.type === 'log' && payload.level !== 'info')
    return `${payload.node}: ${messageIn(payload.text, language)}`;
  if (payload.type === 'labeling') return `${payload.node}: ${payload.done} of ${payload.total} answers`;
  if (payload.type === 'stop-rule') return `${payload.node}: ${payload.message[language]}`;
  if (payload.type === 'device') return `${payload.node}: ${deviceLine(payload, language)}`;
  if (payload.type !== 'node-state') return undefined;
  const { node, state, cache, error } = payload;
  if (error) return `${node}: ${state}. ${error[language]}`;
  if (state === 'succeeded' && cache?.hit && cache.pinned) return `${node}: pinned (run ${cache.fromRun})`;
  if (state === 'succeeded' && cache?.hit) return `${node}: from the cache (run ${cache.fromRun})`;
  if (state === 'starting' && cache && !cache.hit) {
    return `${node}: runs, because ${cache.reasons.map((reason) => reason[language]).join('; ')}`;
  }
  return ['succeeded', 'waiting_human', 'cancelled', 'skipped'].includes(state)
    ? `${node}: ${state}`
    : undefined;
}

/** `computes on CPU, 2 threads; CUDA: its library is not installed` */
function deviceLine({ device, threads, rejected }: DeviceUse, language: Language): string {
  const others = rejected.map((one) => `; ${deviceTitles[one.device]}: ${one.reason[language]}`);
  const where = device === 'cpu' ? `${threads} ${threads === 1 ? 'thread' : 'threads'}` : '';
  return `computes on ${[deviceTitles[device], where].filter(Boolean).join(', ')}${others.join('')}`;
}
