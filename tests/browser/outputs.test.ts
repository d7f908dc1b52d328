import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Finished, startFinished } from '../journeys/support/finished.ts';
import { configured } from '../journeys/support/graphs.ts';
import { patient } from '../journeys/support/patience.ts';
import { eventually, openBrowser, Visitor } from '../journeys/support/visitor.ts';

vi.setConfig(patient);

let browser: Browser;
let finished: Finished;
beforeAll(async () => {
  browser = await openBrowser();
  finished = await startFinished();
});
afterAll(async () => {
  await browser.close();
  await finished[Symbol.asyncDispose]();
});

/** The link lets one browser in; the others come with its cookies. */
let cookies: Awaited<ReturnType<Visitor['cookies']>> | undefined;

/** A browser of its own at a page of the server. */
async function visit(path: string): Promise<Visitor> {
  const { served } = finished;
  if (cookies) return Visitor.at(browser, served.url + path, { cookies });
  const visitor = await Visitor.at(browser, served.link);
  cookies = await visitor.cookies();
  await visitor.page.goto(served.url + path);
  return visitor;
}

const artifactOf = async (run: string, node: string, port: string) => {
  const { nodes } = await finished.served.api.runs.get.query({ id: run });
  return nodes.find((one) => one.node === node)?.outputs[port] ?? '';
};

const status = (page: Page) => page.getByRole('dialog').getByRole('status').first().textContent();

describe('what a run gave out', () => {
  it('is read behind a point of a curve, flagged, and sent to labeling', async () => {
    const { run, served } = finished;
    await using visitor = await visit(`/runs/${run}?node=ppo&rollouts=${run}.ppo.2`);
    const { page } = visitor;
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: 'Flag this answer' }).first().waitFor();
    const answers = await served.api.artifacts.rollouts.query({
      ...{ run, node: 'ppo', offset: 0, limit: 100 },
      filters: { match: 'all', conditions: [{ column: 'update', test: 'equals', value: 2 }] },
    });
    expect(answers.total).toBe(16);
    await drawer.getByText(String(answers.rows[0]?.prompt)).first().waitFor();
    await page.keyboard.press('ArrowRight');
    await eventually(() => new URL(page.url()).searchParams.get('rollouts')).toBe(`${run}.ppo.3`);
    await page.keyboard.press('ArrowLeft');
    await drawer.getByText(String(answers.rows[0]?.prompt)).first().waitFor();
    await drawer.getByRole('button', { name: 'Flag this answer' }).first().click();
    await drawer.getByRole('button', { name: 'Take the flag away' }).waitFor();
    await page.keyboard.press('Escape');

    await page.goto(`${served.url}/runs/${run}?node=evaluate&output=evaluate.report`);
    await page.getByRole('button', { name: 'Flag this answer' }).first().click();
    await page.getByRole('button', { name: 'Take the flag away' }).waitFor();

    await page.goto(`${served.url}/flags`);
    await page.getByRole('checkbox', { name: 'Select all' }).check();
    await page.getByRole('button', { name: 'Send to labeling…' }).click();
    await page.getByLabel('Name of the pipeline').fill('Look again');
    await page.getByRole('button', { name: 'Make the pipeline' }).click();
    await page.waitForURL(/\/graphs\//);
    const graphId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.getByRole('group', { name: /, node people$/ }).waitFor();
    const { id } = await served.api.runs.start.mutate({ graphId, idempotencyKey: 'look-again' });
    await served.untilRun(id, 'waiting_human');
  });

  it('is filtered by the bar of a histogram as the runner filters it, and downloaded whole', async () => {
    const { run, served } = finished;
    await using visitor = await visit(`/runs/${run}?node=ppo&output=ppo.rollouts`);
    const { page } = visitor;
    await eventually(() => status(page)).toBe('48 rows');
    await page.getByRole('button', { name: 'What stands in Score?' }).click();
    const bars = page
      .getByRole('dialog', { name: 'What stands in Score?' })
      .getByRole('slider', { name: 'Range of values' });
    await bars.focus();
    await page.keyboard.press('Home');
    for (let bin = 0; bin < 5; bin++) await page.keyboard.press('Shift+ArrowRight');
    const range = (await bars.getAttribute('aria-valuetext')) ?? '';
    const count = Number(/: (\d+) rows?$/.exec(range)?.[1]);
    expect(count).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await eventually(() => status(page)).toBe(`${count} row${count === 1 ? ' matches' : 's match'}`);
    expect(await page.getByRole('list', { name: 'Filters' }).getByRole('listitem').count()).toBe(2);

    const edge = page.getByRole('separator', { name: 'Width of Score' });
    await edge.focus();
    const width = async () =>
      (await edge.locator('xpath=ancestor::*[@role="columnheader"]').boundingBox())?.width;
    const before = (await width()) ?? 0;
    await page.keyboard.press('Shift+ArrowRight');
    await eventually(width).toBe(Math.round(before) + 64);

    const grid = page.getByRole('grid');
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText(`Row 1 of ${count}`, { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await grid.waitFor();

    await page.getByRole('button', { name: 'Download', exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'The whole table as CSV' }).click(),
    ]);
    const id = await artifactOf(run, 'ppo', 'rollouts');
    expect(download.suggestedFilename()).toBe(`completions-${id.slice(0, 8)}-data.csv`);
    const { total } = await served.api.artifacts.rows.query({ id, offset: 0, limit: 1 });
    expect(total).toBe(48);
  });

  it('is read on a phone as cards that show every column of a row', async () => {
    const { run, served } = finished;
    await using _owner = await visit('/');
    const viewport = { width: 390, height: 844 };
    await using visitor = await Visitor.at(browser, served.url, { cookies, viewport });
    const { page } = visitor;
    await page.goto(`${served.url}/runs/${run}?output=ppo.rollouts`);
    const card = page.getByRole('row').nth(1);
    const cells = card.getByRole('gridcell');
    await cells.first().waitFor();
    const shown = (await cells.all()).map((cell) => cell.boundingBox());
    for (const place of await Promise.all(shown)) {
      if (!place) continue;
      expect(place.x).toBeGreaterThanOrEqual(0);
      expect(place.x + place.width).toBeLessThanOrEqual(viewport.width);
    }
    await card.getByRole('button', { name: 'Open row 1' }).click();
    await page.getByText('Row 1 of 48', { exact: true }).waitFor();
  });

  it('keeps the row in sight that keys lead to, also when what stands in it arrives later', async () => {
    const { run } = finished;
    await using visitor = await visit(`/runs/${run}?output=data.demonstrations`);
    const { page } = visitor;
    const grid = page.getByRole('grid');
    await grid.focus();
    await page.keyboard.press('Control+End');
    const active = page.locator('[role=gridcell][data-active]');
    const place = grid.locator('xpath=..');
    await eventually(() => active.textContent()).not.toBe('…');
    await eventually(async () => {
      const [cell, around] = [await active.boundingBox(), await place.boundingBox()];
      if (!cell || !around) return 'not drawn';
      return cell.y + cell.height <= around.y + around.height + 1 ? 'in sight' : 'below';
    }).toBe('in sight');
  });

  it('tells where it comes from, back to the judgements', async () => {
    const { run } = finished;
    const policy = await artifactOf(run, 'ppo', 'policy');
    await using visitor = await visit(`/runs/${run}?node=ppo&output=ppo.policy`);
    const { page } = visitor;
    await page.getByRole('heading', { name: 'Made by' }).waitFor();
    await page.getByRole('link', { name: 'Where it comes from' }).click();
    await page.waitForURL(`**/lineage/${policy}`);
    await page.getByText(/^Shaped by 24 judgements: 0 by people, 24 by judges/).waitFor();
    await page.getByText('List', { exact: true }).click();
    const steps = page.getByRole('list', { name: 'Lineage' }).getByRole('link', { name: 'PPO' });
    await steps.first().waitFor();
  });
});

it('two runs that differ in one parameter show just that, with results, curves and answers', async () => {
  const { served, graph, run } = finished;
  const saved = await served.api.graphs.get.query({ id: graph });
  const changed = configured(saved.graph, {
    ppo: { ...saved.graph.nodes.find(({ id }) => id === 'ppo')?.config, klCoefficient: 0.5 },
  });
  await served.api.graphs.save.mutate({ id: graph, revision: saved.revision, graph: changed });
  const { id: second } = await served.api.runs.start.mutate({ graphId: graph, idempotencyKey: 'compared' });
  await served.untilRun(second, 'succeeded');
  await using visitor = await visit(`/compare?runs=${run},${second}`);
  const { page } = visitor;
  await page.getByText('1 setting differs', { exact: true }).waitFor();
  const row = page.getByRole('region', { name: 'Parameters' }).getByRole('row');
  expect(await row.count()).toBe(2);
  expect(await row.nth(1).innerText()).toMatch(/KL coefficient.*0\.08.*0\.5/s);
  const results = page.getByRole('region', { name: 'Results' });
  await results.getByRole('cell', { name: 'Reward', exact: true }).first().waitFor();
  const under = (name: string) =>
    page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });
  const curves = under('Curves');
  await curves
    .getByRole('img', { name: /First run.*3 points.*Second run.*3 points/ })
    .first()
    .waitFor();
  const answers = under('Answers');
  await answers.getByText(/Better on \d+, worse on \d+, equal on \d+ of 16 prompts/).waitFor();
});
