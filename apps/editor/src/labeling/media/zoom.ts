/** What all pictures of a task show: how much larger than fitting, and which of their points stands in the middle. */
export interface View {
  scale: number;
  /** From 0 to 1, to the right and down. */
  x: number;
  y: number;
}

export const fitting: View = { scale: 1, x: 0.5, y: 0.5 };
export const LARGEST = 32;
/** What a key or a button zooms by. */
export const STEP = 1.5;

const between = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** A view that shows no more than there is: what is as small as its frame stands in the middle. */
export function bounded({ scale, x, y }: View): View {
  const wanted = between(scale, 1, LARGEST);
  const half = 1 / (2 * wanted);
  return { scale: wanted, x: between(x, half, 1 - half), y: between(y, half, 1 - half) };
}

/** Zooms by a factor; the point that lies under the pointer, given as a share of the frame, stays under it. */
export function zoomed({ scale, x, y }: View, factor: number, at = { x: 0.5, y: 0.5 }): View {
  const next = between(scale * factor, 1, LARGEST);
  const shift = 1 / scale - 1 / next;
  return bounded({ scale: next, x: x + (at.x - 0.5) * shift, y: y + (at.y - 0.5) * shift });
}

/** Moves what is shown by shares of the frame: to the right and down where positive. */
export function moved({ scale, x, y }: View, right: number, down: number): View {
  return bounded({ scale, x: x + right / scale, y: y + down / scale });
}
