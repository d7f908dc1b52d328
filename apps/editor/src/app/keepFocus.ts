/** What had the focus before, newest last; enough of it to find something that is still there. */
const MOST_REMEMBERED = 24;
/** Dialogs and lists give the focus back by themselves a little after they close. */
const OTHERS_FIRST_MS = 80;

type Focusable = HTMLElement | SVGElement;
const before: Focusable[] = [];

/** The part of the page, marked `data-focus-home`, that keeps the focus of what is removed from it. */
const homes = new WeakMap<Focusable, HTMLElement>();

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** Gives the focus to the newest place that is still there; on the canvas to the canvas, which then scrolls nowhere. */
function bringBack(): void {
  const gone = before.at(-1);
  if (!isLost() || !gone || gone.isConnected) return;
  const home = homes.get(gone);
  if (home?.isConnected) {
    home.focus({ preventScroll: true });
    return;
  }
  while (before.length > 0) {
    const last = before.pop();
    if (!last?.isConnected || !last.checkVisibility()) continue;
    last.focus({ preventScroll: true });
    if (!isLost()) return;
  }
  document.getElementById('content')?.focus({ preventScroll: true });
}

/**
 * Keeps the focus from being lost: when what has it is removed (a closed dialog, a deleted row), it goes back to where
 * it was before, so that the keyboard and screen readers stay where they were.
 */
export function keepFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement || target instanceof SVGElement)) return;
    const home = target.closest<HTMLElement>('[data-focus-home]');
    if (home && home !== target) homes.set(target, home);
    if (before.at(-1) !== target) before.push(target);
    if (before.length > MOST_REMEMBERED) before.shift();
  });
  new MutationObserver(() => {
    if (before.at(-1)?.isConnected === false) setTimeout(bringBack, OTHERS_FIRST_MS);
  }).observe(document.body, { childList: true, subtree: true });
}
