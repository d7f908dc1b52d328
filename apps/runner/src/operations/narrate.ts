import type { EventPayload } from '@heed/schema';
import type { Database } from '../db/open.ts';
import type { Log } from './logger.ts';

const EVERY_MS = 500;
const MOST_LINES = 500;

interface Row {
  seq: number;
  run: string;
  payload: string;
}

/** Puts what happens to runs and their nodes into the log, from now on; gives the function that ends it. */
export function narrate(database: Database['$client'], log: Log): () => void {
  let last = database.prepare('SELECT coalesce(max(seq), 0) FROM events').pluck().get() as number;
  const next = database.prepare(
    `SELECT seq, run, payload FROM events WHERE seq > ? AND type IN ('run-state', 'node-state')
     ORDER BY seq LIMIT ${MOST_LINES}`,
  );
  const tell = () => {
    for (const { seq, run, payload } of next.all(last) as Row[]) {
      last = seq;
      tellOf(run, JSON.parse(payload), log);
    }
  };
  const timer = setInterval(tell, EVERY_MS);
  return () => {
    clearInterval(timer);
    tell();
  };
}

function tellOf(run: string, payload: EventPayload, log: Log): void {
  if (payload.type === 'run-state') log.info('run changed', { run, state: payload.state });
  if (payload.type !== 'node-state') return;
  const { node, state, attempt, error } = payload;
  const level = state === 'failed' || state === 'lost' ? 'warn' : 'debug';
  log[level]('node changed', { run, node, state, attempt, error: error?.en });
}
