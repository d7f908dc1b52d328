/** The steps that a chart shows, first and last; undefined stands for all of them. */
export type StepRange = readonly [from: number, to: number];

/** Fewer steps than this are not worth a closer look. */
const NARROWEST = 2;

/** `whole` cut to what two places on the axis mark, in whole steps; undefined where that is all or too little. */
export function rangeBetween(whole: StepRange, one: number, other: number): StepRange | undefined {
  const from = Math.max(whole[0], Math.floor(Math.min(one, other)));
  const to = Math.min(whole[1], Math.ceil(Math.max(one, other)));
  const isAll = from <= whole[0] && to >= whole[1];
  return isAll || to - from < NARROWEST ? undefined : [from, to];
}

/** Zooms by a factor (2 shows half as much) and keeps `at` where it is; undefined once everything is in view. */
export function zoomedAt(
  shown: StepRange,
  whole: StepRange,
  factor: number,
  at: number,
): StepRange | undefined {
  const width = Math.max(NARROWEST, (shown[1] - shown[0]) / factor);
  if (width >= whole[1] - whole[0]) return undefined;
  const share = (at - shown[0]) / Math.max(1, shown[1] - shown[0]);
  return moved([at - width * share, at + width * (1 - share)], whole);
}

/** Moves the window by a share of its width, no further than the ends. */
export function panned(shown: StepRange, whole: StepRange, share: number): StepRange {
  const by = (shown[1] - shown[0]) * share;
  return moved([shown[0] + by, shown[1] + by], whole);
}

function moved([from, to]: StepRange, [first, last]: StepRange): StepRange {
  const width = Math.round(to - from);
  const start = Math.round(Math.min(Math.max(first, from), last - width));
  return [start, start + width];
}
