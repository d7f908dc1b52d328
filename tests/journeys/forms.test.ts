import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { violations } from './support/axe.ts';
import { patient } from './support/patience.ts';
import { peopleOnly } from './support/people.ts';
import { Served } from './support/served.ts';
import { eventually, openBrowser, Visitor } from './support/visitor.ts';

vi.setConfig(patient);

let browser: Awaited<ReturnType<typeof openBrowser>>;
let served: Served;
/** One labeler, who fills in all forms. */
let visitor: Visitor;

beforeAll(async () => {
  [browser, served] = await Promise.all([openBrowser(), Served.start()]);
  visitor = await Visitor.at(browser, served.link);
});
afterAll(async () => {
  await visitor?.[Symbol.asyncDispose]();
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
});

/** Starts a batch of the template of human labeling with this form; gives the address of its page. */
async function batch(form: string, settings: Record<string, unknown>): Promise<string> {
  const graphId = await served.create(peopleOnly({ form, ...settings }));
  const { id } = await served.api.runs.start.mutate({ graphId, idempotencyKey: `form-${form}` });
  await served.untilRun(id, 'waiting_human');
  return `${served.url}/label/${id}/labeling`;
}

async function begin(page: Page, address: string): Promise<void> {
  await page.goto(address);
  const name = page.getByLabel('Display name');
  await name.or(page.getByRole('article').first()).waitFor();
  if (await name.isVisible()) {
    await name.fill('Ada');
    await page.keyboard.press('Enter');
  }
  await page.getByRole('article').first().waitFor();
}

interface Posted {
  answer?: { outcome: string; value: unknown };
}

/** What the page tells the runner when it submits. */
async function sent(page: Page, submit: () => Promise<void>) {
  const asked = page.waitForRequest((one) => one.url().includes('labeling.answer'));
  await submit();
  const posted = (await asked).postDataJSON() as Posted & Record<string, Posted>;
  const { outcome, value } = posted.answer ?? posted['0']?.answer ?? {};
  return { outcome, value };
}

test.each<[string, Record<string, unknown>, string[], unknown]>([
  [
    'pairwise',
    { askStrength: true },
    ['2', '2', 'e', 'Enter'],
    { outcome: 'answered', value: { chosen: 'c2', strength: 3 } },
  ],
  [
    'ranking',
    {},
    ['2', '1', 'ArrowUp', 'Enter'],
    { outcome: 'answered', value: { groups: [['c1'], ['c2']] } },
  ],
  ['rating', {}, ['4', 'ArrowRight', 'Enter'], { outcome: 'answered', value: { rating: 5 } }],
  [
    'questionnaire',
    {},
    ['4', '1', 'Enter'],
    { outcome: 'answered', value: { each: { c1: { helpful: 4, harm: 'no' } } } },
  ],
  ['edit', {}, ['k', 'Enter'], { outcome: 'answered', value: { keep: true } }],
])(
  'the form %s is filled in by keyboard alone, fits a phone, and meets WCAG',
  async (form, settings, keys, said) => {
    const address = await batch(form, settings);
    const { page } = visitor;
    await page.setViewportSize({ width: 1440, height: 900 });
    await begin(page, address);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
      expect(await violations(page)).toEqual([]);
    }
    expect(await page.getByRole('button', { name: 'Submit' }).isEnabled()).toBe(false);
    for (const key of keys.slice(0, -1)) await page.keyboard.press(key);
    await visitor.picture(`form-${form}`);
    expect(await sent(page, () => page.keyboard.press(keys.at(-1) ?? ''))).toEqual(said);
    await page.getByText(/answers, 1 by you/).waitFor();

    await page.setViewportSize({ width: 390, height: 844 });
    const width = () => page.evaluate('document.documentElement.scrollWidth');
    await eventually(width).toBeLessThanOrEqual(390);
    await visitor.picture(`form-${form}-phone`);

    await page.getByRole('button', { name: 'Last answers' }).click();
    await page.getByRole('dialog').getByRole('listitem').getByRole('button').click();
    await page.getByRole('button', { name: 'Change the answer' }).waitFor();
  },
);
