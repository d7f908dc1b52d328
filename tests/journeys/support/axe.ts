import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Ports are as small as the canvas is zoomed; the outline has each of them in full size (WCAG 2.5.8, equivalent). */
const ZOOMED = '.react-flow';
const TARGET_SIZE = 'target-size';

/** What axe finds wrong on a page by WCAG 2.2 A and AA, each with the elements it is about. */
export async function violations(page: Page) {
  const found = await new AxeBuilder({ page }).withTags(tags).analyze();
  const small = found.violations.find(({ id }) => id === TARGET_SIZE);
  if (small) {
    const zoomed = await page.evaluate<boolean[]>(
      `${JSON.stringify(small.nodes.map(({ target }) => String(target)))}
        .map((one) => Boolean(document.querySelector(one)?.closest('${ZOOMED}')))`,
    );
    small.nodes = small.nodes.filter((_, index) => !zoomed[index]);
  }
  return found.violations
    .filter(({ nodes }) => nodes.length > 0)
    .map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
    }));
}
