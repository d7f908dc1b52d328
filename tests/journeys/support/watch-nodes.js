/**
 * Runs in the page: writes down every state, progress value and curve that the nodes of the canvas show from
 * now on, in `window.heedSightings`.
 */
(() => {
  const seen = new Map();
  window.heedSightings = seen;
  const look = () => {
    for (const element of document.querySelectorAll('[data-node]')) {
      const progress = element.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow');
      const sighting = {
        node: element.dataset.node,
        state: element.querySelector('[data-state]')?.getAttribute('aria-label') ?? '',
        progress: progress ? Number(progress) : undefined,
        curve: element.querySelector('svg[role=img]')?.getAttribute('aria-label') ?? undefined,
      };
      seen.set(JSON.stringify(sighting), sighting);
    }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  look();
})();
