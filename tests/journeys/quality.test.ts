import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { violations } from './support/axe.ts';
import { CanvasPage } from './support/canvas.ts';
import { judge } from './support/labelers.ts';
import { patient } from './support/patience.ts';
import { Served } from './support/served.ts';
import { openBrowser, Visitor } from './support/visitor.ts';

vi.setConfig(patient);

const template = join(import.meta.dirname, '../../templates/human-labeling.json');

/** Answers of each of the three labelers. */
const ANSWERS = 12;

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('the quality of labels is seen while people answer: agreement, labelers, who agrees with whom, disagreements', async () => {
  await using served = await Served.start('--with', template);
  const [graph] = await served.api.graphs.list.query();
  const graphId = graph?.id ?? '';
  const settings = ['labeling.overlap=3'];
  const { id: run } = await served.api.runs.start.mutate({ graphId, settings, idempotencyKey: randomUUID() });
  await served.untilRun(run, 'waiting_human');
  await using lead = await Visitor.at(browser, served.link);
  const { page } = lead;
  const quality = `${served.url}/quality/${run}/labeling`;

  await page.goto(quality);
  const invitation = page.getByRole('region', { name: 'Invite people' });
  await invitation.getByText('Nobody has judged anything yet.').waitFor();
  await invitation.getByRole('button', { name: 'Copy invite link' }).click();
  const link = invitation.getByRole('textbox');
  await link.waitFor();
  expect(await link.inputValue()).toContain(`/label/${run}/labeling?token=`);
  for (const [labeler, reads] of [
    ['Ada', true],
    ['Bo', true],
    ['Cy', false],
  ] as const)
    await judge(served, run, { labeler, reads, answers: ANSWERS });

  // the page follows by itself
  await page.getByRole('heading', { name: 'Agreement: Krippendorff α' }).waitFor();
  await page.getByText(new RegExp(`^${3 * ANSWERS} of \\d+ answers`)).waitFor();
  const labelers = page.getByRole('region', { name: 'Labelers' });
  await labelers.getByRole('row', { name: /^Cy/ }).getByText('100%').first().waitFor();
  await labelers.getByRole('button', { name: 'Agrees' }).click();
  const sorted = labelers.getByRole('columnheader', { name: 'Agrees' });
  expect(await sorted.getAttribute('aria-sort')).toBe('descending');
  expect(await labelers.getByRole('rowheader').last().innerText()).toBe('Cy');
  const matrix = page.getByRole('region', { name: 'Who agrees with whom' });
  expect(await matrix.getByRole('cell').count()).toBe(9);
  await page.getByText(/^Labelers disagree on \d+ tasks/).waitFor();
  await page
    .getByRole('button', { name: 'A is right: use this task as a check of labelers' })
    .first()
    .click();
  await page.getByText('Checks labelers: its right answer is known.').waitFor();
  await labelers.getByRole('columnheader', { name: 'Gold' }).waitFor();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save figures as JSON' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('labeling-quality.json');

  // the labels themselves, for another tool: what it cannot hold is said before
  await page.getByRole('button', { name: 'Export labels…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Export:/ });
  await dialog.getByText('Nothing is lost.').waitFor();
  await dialog.getByRole('radio', { name: 'TRL' }).click();
  await dialog.getByText('This format does not hold').waitFor();
  expect(await violations(page)).toEqual([]);
  const [exported] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('link', { name: 'Download' }).click(),
  ]);
  expect(exported.suggestedFilename()).toMatch(/^labels-labeling-\d+-trl\.jsonl$/);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await lead.picture(`quality-${colorScheme}`);
    expect(await violations(page)).toEqual([]);
  }
  await page.goto(`${served.url}/graphs/${graphId}`);
  const canvas = new CanvasPage(page);
  await canvas.node('labeling').waitFor();
  await canvas.zoomIn(1);
  await canvas.node('labeling').getByText(/^α /).waitFor();
  await canvas.node('labeling').getByRole('link', { name: 'Quality' }).click();
  await page.getByRole('heading', { name: 'Label quality' }).waitFor();

  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { name: '标注质量', exact: true }).waitFor();
  await lead.picture('quality-phone');
});
