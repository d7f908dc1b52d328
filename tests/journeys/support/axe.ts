import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** WCAG 2.2 A and AA, and what axe counts as good practice besides: headings in order, landmarks, named dialogs. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Menus and popovers stand at the end of the page, outside of its landmarks, for as long as they are open. */
const rules = { region: { enabled: false } };
/** Pages have no frames and are looked at where they are; nothing is told of what is right, which takes most time. */
const options = { runOnly: tags, rules, resultTypes: ['violations' as const], preload: false };
/** Ports are as small as the canvas is zoomed; the outline has each of them in full size (WCAG 2.5.8, equivalent). */
const ZOOMED = '.react-flow';
const TARGET_SIZE = 'target-size';

/** What axe finds wrong on a page, each with the elements it is about. */
export async function violations(page: Page) {
  const found = await new AxeBuilder({ page }).setLegacyMode(true).options(options).analyze();
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
