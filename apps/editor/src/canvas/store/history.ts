/** Older steps than this are forgotten. */
const MAX_STEPS = 300;
/** Changes under one key within this time count as one step, e.g. typing a number. */
const MERGE_MILLISECONDS = 800;

/** A value with the way back and the way forth. */
export interface History<Value> {
  past: readonly Value[];
  present: Value;
  future: readonly Value[];
  /** What the last step changed and when, to merge a burst of changes to one thing. */
  last?: { key: string; at: number };
}

export function startHistory<Value>(present: Value): History<Value> {
  return { past: [], present, future: [] };
}

/** Takes a step. Steps under the same `key` in quick succession merge to one. */
export function step<Value>(
  history: History<Value>,
  present: Value,
  key?: string,
  now = Date.now(),
): History<Value> {
  if (present === history.present) return history;
  const last = key === undefined ? undefined : { key, at: now };
  const merges = key !== undefined && history.last?.key === key && now - history.last.at < MERGE_MILLISECONDS;
  const past = merges ? history.past : [...history.past, history.present].slice(-MAX_STEPS);
  return { past, present, future: [], last };
}

/** Goes one step back; stays where there is none. */
export function undo<Value>({ past, present, future }: History<Value>): History<Value> {
  const previous = past.at(-1);
  if (previous === undefined) return { past, present, future };
  return { past: past.slice(0, -1), present: previous, future: [present, ...future] };
}

/** Goes one undone step forth again. */
export function redo<Value>({ past, present, future }: History<Value>): History<Value> {
  const [next, ...rest] = future;
  if (next === undefined) return { past, present, future };
  return { past: [...past, present], present: next, future: rest };
}
