/** The first drawing of a page is over by then, also on a slow machine. */
const DRAWN_MILLISECONDS = 2000;

/**
 * Does something that the page does not need to be drawn, but may need soon, once the page has been drawn and has
 * nothing else to do. Gives the function that calls it off.
 */
export function whenAtRest(act: () => void): () => void {
  // Safari has no idle callbacks
  const timer = setTimeout(() => (window.requestIdleCallback ?? setTimeout)(act), DRAWN_MILLISECONDS);
  return () => clearTimeout(timer);
}
