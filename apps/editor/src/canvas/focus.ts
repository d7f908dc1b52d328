/** How many frames to wait for something that was just added to be drawn. */
const PATIENCE_FRAMES = 30;

function find(id: string): HTMLElement | SVGElement | null {
  const name = CSS.escape(id);
  return document.querySelector<HTMLElement>(
    `.react-flow__node[data-id="${name}"], .react-flow__edge[data-id="${name}"]`,
  );
}

/** Gives the focus to a node, note, group or wire on the canvas as soon as it is drawn there. */
export function focusThing(id: string, frames = PATIENCE_FRAMES): void {
  const element = find(id);
  if (element) element.focus({ preventScroll: true });
  else if (frames > 0) requestAnimationFrame(() => focusThing(id, frames - 1));
  else focusCanvas();
}

/** Gives the focus to the canvas as a whole. */
export function focusCanvas(): void {
  document.querySelector<HTMLElement>('.react-flow')?.focus({ preventScroll: true });
}

/** Did what had the focus go away with it? */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
