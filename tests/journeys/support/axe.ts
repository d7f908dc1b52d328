import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
/** Ports are as small as the canvas is zoomed; the outline has each of them in full size (WCAG 2.5.8, equivalent). */
const ZOOMED = '.react-flow';
const TARGET_SIZE = 'target-size';

/** What axe finds wrong on a page by WCAG 2.2 A and AA, each with the elements it is about. */
export async function violations(page: Page) {
  const all = await new AxeBuilder({ page }).withTags(tags).disableRules(TARGET_SIZE).analyze();
  const small = await new AxeBuilder({ page }).withRules(TARGET_SIZE).exclude(ZOOMED).analyze();
  return [...all.violations, ...small.violations].map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
  }));
}
