/** Stretches of a sound or video, in seconds, in their order and apart from each other. */
export type Stretches = readonly (readonly [from: number, until: number])[];

/** Stretches that are as near as this are one: playing is looked at a few times a second. */
const NEAR = 0.05;

/** With one stretch more. */
export function withStretch(stretches: Stretches, from: number, until: number): Stretches {
  if (until <= from) return stretches;
  const apart = stretches.filter(([start, end]) => end < from - NEAR || start > until + NEAR);
  const joined = stretches.filter((one) => !apart.includes(one));
  const start = Math.min(from, ...joined.map(([first]) => first));
  const end = Math.max(until, ...joined.map(([, last]) => last));
  return [...apart, [start, end] as const].sort(([a], [b]) => a - b);
}

/** Share of distinct seconds that were played; nothing is missing of what has no length. */
export function shareOf(stretches: Stretches, seconds: number): number {
  if (seconds <= 0) return 1;
  const played = stretches.reduce((sum, [from, until]) => sum + Math.min(until, seconds) - from, 0);
  return Math.min(1, Math.max(0, played / seconds));
}
