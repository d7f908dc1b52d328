/** Does the work once the page has shown what it is to show now; asked for twice meanwhile, it is done once. */
export function afterPaint(work: () => void): () => void {
  let isPlanned = false;
  return () => {
    if (isPlanned) return;
    isPlanned = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        isPlanned = false;
        work();
      }),
    );
  };
}
