import type UPlot from 'uplot';
import { panned, rangeBetween, type StepRange, zoomedAt } from './zoom.ts';

export interface ChartGestures {
  /** All steps of the chart. */
  whole(): StepRange | undefined;
  onRange?(range: StepRange | undefined): void;
  /** A point was clicked; its index. */
  onPick?(index: number): void;
}

/** A pointer that was pressed and moved less far clicks, and does not drag. */
export const DRAG_PIXELS = 4;
/** One notch of a mouse wheel. */
const NOTCH = 120;
/** Part of the window by which one notch moves it. */
const PAN = 0.15;

/** What is in view, as far as the chart's own steps go. */
function shownRange(plot: UPlot, whole: StepRange): StepRange {
  const { min, max } = plot.scales.x ?? {};
  return [Math.max(whole[0], min ?? whole[0]), Math.min(whole[1], max ?? whole[1])];
}

/** The steps between which somebody dragged; the mark of the dragging goes away. */
export function takeSelection(plot: UPlot, { whole, onRange }: ChartGestures): void {
  const { left, width } = plot.select;
  const steps = whole();
  if (width <= 0 || !steps || !onRange) return;
  const range = rangeBetween(steps, plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  if (range) onRange(range);
}

/**
 * A click picks a point; a wheel with Ctrl (which is what two fingers do on a touchpad) zooms around the pointer, with
 * Shift it moves a zoomed chart; the plain wheel scrolls the page.
 */
export function listenToPointer(plot: UPlot, gestures: ChartGestures): () => void {
  const { whole, onRange, onPick } = gestures;
  let pressedAt = 0;
  const onPress = ({ clientX }: MouseEvent) => {
    pressedAt = clientX;
  };
  // a finger has no pointer that moved there before, so that the cursor of the chart is somewhere else
  const onClick = ({ clientX, offsetX }: MouseEvent) => {
    if (Math.abs(clientX - pressedAt) < DRAG_PIXELS) onPick?.(plot.posToIdx(offsetX));
  };
  const onWheel = (event: WheelEvent) => {
    const steps = whole();
    if (!steps || !onRange || !(event.ctrlKey || event.shiftKey)) return;
    event.preventDefault();
    const shown = shownRange(plot, steps);
    const notches = (event.deltaY || event.deltaX) / NOTCH;
    const at = plot.posToVal(event.offsetX, 'x');
    onRange(
      event.ctrlKey ? zoomedAt(shown, steps, 1.5 ** -notches, at) : panned(shown, steps, notches * PAN),
    );
  };
  plot.over.addEventListener('mousedown', onPress);
  plot.over.addEventListener('click', onClick);
  plot.over.addEventListener('wheel', onWheel, { passive: false });
  if (onPick) plot.over.style.cursor = 'pointer';
  return () => {
    plot.over.removeEventListener('mousedown', onPress);
    plot.over.removeEventListener('click', onClick);
    plot.over.removeEventListener('wheel', onWheel);
  };
}
