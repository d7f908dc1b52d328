/** Work in steps: between two of them it can be left alone for a moment, or for good. */
export type Steps<Result> = Generator<void, Result>;

/** Work goes on for so long before others get a turn. */
const TURN_MS = 30;

/** Does all steps at once. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Does the steps with pauses in which other events are handled. Throws the signal's reason when it fires. */
export async function inTurns<Result>(steps: Steps<Result>, signal: AbortSignal): Promise<Result> {
  let since = performance.now();
  try {
    for (;;) {
      signal.throwIfAborted();
      const step = steps.next();
      if (step.done) return step.value;
      if (performance.now() - since < TURN_MS) continue;
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
  } finally {
    steps.return(undefined as never);
  }
}
