/** Bins of a histogram that are being chosen: from where it began to where it is now, in either direction. */
export interface Brush {
  from: number;
  to: number;
}

/** The first and the last bin chosen. */
export function brushed({ from, to }: Brush): [first: number, last: number] {
  return from <= to ? [from, to] : [to, from];
}

/** Where a key leads: arrows, Home and End go to another bin, and with Shift they take in what lies between. */
export function brushTo(
  brush: Brush | undefined,
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  bins: number,
): Brush | undefined {
  const { from, to } = brush ?? { from: 0, to: 0 };
  const targets: Record<string, number> = {
    ArrowRight: to + 1,
    ArrowUp: to + 1,
    ArrowLeft: to - 1,
    ArrowDown: to - 1,
    Home: 0,
    End: bins - 1,
  };
  if (!Object.hasOwn(targets, key)) return undefined;
  const next = Math.min(bins - 1, Math.max(0, targets[key] as number));
  return { from: shiftKey ? from : next, to: next };
}

/** Rows in the bins from the first to the last one. */
export function countIn(counts: readonly number[], first: number, last: number): number {
  return counts.slice(first, last + 1).reduce((sum, count) => sum + count, 0);
}
