import type { RunEvent } from '@heed/schema';
import type { RunView } from '../../api/views.ts';
import type { Client } from '../client.ts';
import { BarOutput } from './bars.ts';
import { JsonOutput } from './json.ts';
import { PlainOutput } from './plain.ts';

/** How `heed run` shows what happens. */
export interface RunOutput {
  show(event: RunEvent): void;
  /** After the last event, before anything else is printed. */
  close(): void;
  /** The end of the run: its result and its reports. */
  finish(view: RunView, client: Client, data: string): Promise<void>;
}

/** JSON lines where asked for, bars on a terminal that is high enough for them, plain lines elsewhere. */
export function selectOutput(json: boolean, view: RunView): RunOutput {
  if (json) return new JsonOutput();
  const fits = process.stdout.isTTY && view.nodes.length < process.stdout.rows;
  return fits ? new BarOutput(view) : new PlainOutput();
}
