import { groupByPrompt, type Response } from '../responses.ts';

/** The part of a response that fills rows of a batch, from row `start` on. */
export interface Stretch {
  response: Response;
  part: keyof Response;
  start: number;
}

/** Where prompts and answers stand in a batch without common prompts, as `responseFeeds` lays it out. */
export function stretchesApart(batch: readonly Response[]): Stretch[] {
  let next = 0;
  const place = (response: Response, part: keyof Response): Stretch => {
    next += response[part].length;
    return { response, part, start: next - response[part].length };
  };
  return batch.flatMap((response) => [place(response, 'prompt'), place(response, 'completion')]);
}

/**
 * Where they stand when each prompt is there once, as `groupedResponseFeeds` and `answerFeeds` lay it out: all answers to a
 * prompt have it at the same rows.
 */
export function groupedStretches(batch: readonly Response[]): Stretch[] {
  const { places } = groupByPrompt(batch);
  return batch.flatMap((response, index): Stretch[] => {
    const { prefixEnd, start } = places[index] as (typeof places)[number];
    return [
      { response, part: 'prompt', start: prefixEnd - response.prompt.length + 1 },
      { response, part: 'completion', start },
    ];
  });
}
