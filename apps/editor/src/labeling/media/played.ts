import { z } from 'zod';
import type { KeyValueStore } from '../answerQueue.ts';
import type { PlayedStore } from './deck.ts';

/** Tasks of which it is kept what was played: the open one, those in advance, and some to go back to. */
const MOST_TASKS = 12;

const stretches = z.array(z.tuple([z.number(), z.number()]));
const entry = z.object({ taskId: z.string(), played: z.record(z.string(), stretches) });
const savedSchema = z.array(entry);

function load(store: KeyValueStore, key: string): z.infer<typeof savedSchema> {
  try {
    return savedSchema.parse(JSON.parse(store.getItem(key) ?? '[]'));
  } catch {
    return [];
  }
}

/** What was played of a task, in the browser's storage; a damaged or full one forgets. */
export function playedIn(store: KeyValueStore, key: string, taskId: string): PlayedStore {
  return {
    load: () => load(store, key).find((one) => one.taskId === taskId)?.played ?? {},
    save: (played) => {
      const others = load(store, key).filter((one) => one.taskId !== taskId);
      try {
        store.setItem(key, JSON.stringify([{ taskId, played }, ...others].slice(0, MOST_TASKS)));
      } catch {
        store.removeItem(key);
      }
    },
  };
}
