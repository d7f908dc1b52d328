/** How many frames to wait for something that was just added to be drawn. */
const PATIENCE_FRAMES = 30;

/** Looks through the layers of React Flow alone: a selector would be tried on all that is in the nodes as well. */
function find(id: string): HTMLElement | SVGElement | undefined {
  for (const layer of document.querySelector('.react-flow__viewport')?.children ?? [])
    for (const child of layer.children) {
      // a wire is drawn in a picture of its own
      const thing = child instanceof SVGElement ? child.querySelector('.react-flow__edge') : child;
      if (thing?.getAttribute('data-id') === id) return thing as HTMLElement | SVGElement;
    }
  return undefined;
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
