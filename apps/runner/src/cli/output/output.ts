import type { RunEvent } from '@heed/schema';
import type { RunView } from '../../api/views.ts';
import type { Client } from '../client.ts';

/** How `heed run` shows what happens. */
export interface RunOutput {
  show(event: RunEvent): void;
  /** After the last event, before anything else is printed. */
  close(): void;
  /** The end of the run: its result and its reports. */
  finish(view: RunView, client: Client, data: string): Promise<void>;
}
