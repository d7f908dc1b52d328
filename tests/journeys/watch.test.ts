import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CanvasPage } from './support/canvas.ts';
import { type Finished, startFinished } from './support/finished.ts';
import { PATIENCE_MS, patient } from './support/patience.ts';
import { openBrowser, Visitor } from './support/visitor.ts';

vi.setConfig({ ...patient, testTimeout: 4 * PATIENCE_MS });

/** As many as a busy browser needs to see some of them come. */
const UPDATES = 150;

const rollouts = (page: Page) => page.getByRole('dialog', { name: /^Rollouts of PPO/ });
const chart = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

const curve = (page: Page, name: string) =>
  chart(page, name).getByRole('img', { name: new RegExp(`^${name}: `) });

/** Where something lies once what stands above it no longer comes and goes. */
async function placeAtRest(page: Page, target: Locator) {
  for (;;) {
    await target.scrollIntoViewIfNeeded();
    const before = await target.boundingBox();
    await page.waitForTimeout(300);
    const now = await target.boundingBox();
    if (now && JSON.stringify(now) === JSON.stringify(before)) return now;
  }
}

/** As a hand does that does not hold the mouse still. */
async function clickUnsteadily(page: Page, target: Locator): Promise<void> {
  const { x, y, width, height } = await placeAtRest(page, target);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 2, y + height / 2 + 3);
  await page.mouse.up();
}

let browser: Awaited<ReturnType<typeof openBrowser>>;
let finished: Finished;
beforeAll(async () => {
  [browser, finished] = await Promise.all([openBrowser(), startFinished()]);
});
afterAll(async () => {
  await browser?.close();
  await finished?.[Symbol.asyncDispose]();
});

test('a run is watched on its node and in the panel, read at a point, survives a power cut, and is read at the end', async () => {
  const { served, graph } = finished;
  await using visitor = await Visitor.at(browser, served.link);
  const { page } = visitor;
  await page.goto(`${served.url}/graphs/${graph}`);
  const canvas = new CanvasPage(page);
  await canvas.node('ppo').click();
  await page.getByRole('button', { name: 'Run details' }).click();
  await canvas.field('Updates', 'updates').fill(String(UPDATES));
  await page.getByRole('button', { name: 'Run', exact: true }).click();

  // live, on the node and in the panel
  await canvas.state('ppo', 'Running').waitFor();
  const run = await served.lastRun(graph);
  await canvas.node('ppo').getByRole('progressbar').waitFor();
  await canvas
    .node('ppo')
    .getByRole('img', { name: /^Reward: / })
    .waitFor();
  for (const name of ['Reward', 'KL per answer', 'Answer length', 'Entropy'])
    await curve(page, name).waitFor();

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('link', { name: 'Last run: Paused' }).waitFor();

  // a point of a curve, by the pointer and by the keyboard
  await clickUnsteadily(page, curve(page, 'Reward'));
  await rollouts(page).getByRole('article').first().waitFor();
  expect(new URL(page.url()).searchParams.get('rollouts')).toMatch(new RegExp(`^${run}\\.ppo\\.\\d+$`));
  await page.keyboard.press('Escape');
  await chart(page, 'KL per answer').getByRole('slider').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await rollouts(page).getByRole('article').first().waitFor();
  expect(new URL(page.url()).searchParams.get('rollouts')).toBe(`${run}.ppo.2`);
  await page.keyboard.press('Escape');
  await rollouts(page).waitFor({ state: 'detached' });

  // a power cut
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await served.untilNode(run, 'ppo', ['running']);
  const back = page.getByText('The runner answers again.');
  const restart = served.killAndRestart();
  await page.getByText(/^The runner does not answer/).waitFor();
  // it is said for a moment only, which may be over when the restart is noticed here
  await Promise.all([restart, back.waitFor()]);
  await page.getByRole('searchbox', { name: 'Search the log' }).fill('resumed from');
  await page
    .getByText(new RegExp(`^Resumed from step \\d+ of ${UPDATES}\\.$`))
    .last()
    .waitFor();
  await canvas.state('ppo', 'Done').waitFor({ timeout: 2 * PATIENCE_MS });
  await page.getByRole('link', { name: 'Last run: Succeeded' }).waitFor();
  const { nodes } = await served.untilRun(run, 'succeeded');
  expect(nodes.find(({ node }) => node === 'ppo')?.attempt).toBe(2);
  const { series } = await served.api.runs.metrics.query({ run, node: 'ppo', names: ['reward'] });
  expect(series[0]?.steps).toEqual(Array.from({ length: UPDATES }, (_, index) => index + 1));

  // y1 beside y2, with both rewards
  await page.getByRole('link', { name: 'Last run: Succeeded' }).click();
  await page
    .getByRole('article')
    .getByRole('button', { name: /report/i })
    .click();
  const pair = page
    .getByRole('dialog')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: /^y1/ }) })
    .first();
  await pair.getByRole('heading', { name: /^y2/ }).waitFor();
  expect(await pair.getByText(/^Reward [\u2212-]?[\d.]+$/).count()).toBe(2);
  await visitor.picture('watched');
});
