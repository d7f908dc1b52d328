import { api } from '../api/client.ts';

type Answer = ReturnType<typeof api.graphs.get.query>;

/** An answer that nobody has taken for this long might be out of date. */
const FRESH_MILLISECONDS = 10_000;

const asked = new Map<string, { at: number; answer: Answer }>();

/** The answer that is on its way, if there is one that is still fresh. */
function onItsWay(id: string): Answer | undefined {
  const known = asked.get(id);
  return known && performance.now() - known.at < FRESH_MILLISECONDS ? known.answer : undefined;
}

/** Asks the runner for a pipeline that is about to be opened. */
export function askForGraph(id: string): void {
  if (onItsWay(id)) return;
  const answer = api.graphs.get.query({ id });
  // who takes the answer says what went wrong
  answer.catch(() => {});
  asked.set(id, { at: performance.now(), answer });
}

/** The pipeline as the runner holds it: the answer that was asked for ahead, which is taken once, or a new one. */
export function graphOf(id: string): Answer {
  const answer = onItsWay(id) ?? api.graphs.get.query({ id });
  asked.delete(id);
  return answer;
}
