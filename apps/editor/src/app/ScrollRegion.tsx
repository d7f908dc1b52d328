import type { ReactNode } from 'react';

interface ScrollRegionProps {
  /** What it is called for screen readers. */
  title: string;
  className?: string | undefined;
  children: ReactNode;
}

/** A part of a page that scrolls by itself, by keyboard too. */
export function ScrollRegion({ title, className, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={className} tabIndex={0} aria-label={title}>
      {children}
    </section>
  );
}
