import type { LabelingTask, ShownTask } from '@heed/schema';
import type { BatchPlace } from './batches.ts';

/** A task as it is stored: with the keys of its candidates' contents, in the order of the candidates. */
export interface TaskBody extends LabelingTask {
  keys: string[];
}

/** The name of the candidate shown at a place, from 0. */
export function slotAt(place: number): string {
  return `c${place + 1}`;
}

/** The key of the candidate in a slot; undefined for a slot that the task has not. */
export function keyInSlot(order: readonly string[], slot: string): string | undefined {
  return order.find((_, place) => slotAt(place) === slot);
}

/** The candidate of a key. */
export function candidateOf({ candidates, keys }: TaskBody, key: string) {
  return candidates[keys.indexOf(key)];
}

/** What the labeler's browser gets: slots, contents, and no word on where they came from. */
export function showTask(
  { run, node }: BatchPlace,
  body: TaskBody,
  order: readonly string[],
  ticket: string,
): ShownTask {
  const candidates = order.flatMap((key, place) => {
    const candidate = candidateOf(body, key);
    if (!candidate) return [];
    const slot = slotAt(place);
    if (!candidate.media) return [{ slot, text: candidate.text }];
    const { artifact: _, path: __, ...media } = candidate.media;
    const url = `/label-media/${run}/${node}/${ticket}/${slot}`;
    return [{ slot, text: '', media: { ...media, url } }];
  });
  return { taskId: ticket, prompt: body.prompt, candidates };
}
