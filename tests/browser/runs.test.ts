import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CanvasPage } from '../journeys/support/canvas.ts';
import { type Finished, startFinished } from '../journeys/support/finished.ts';
import { configured, only, weather } from '../journeys/support/graphs.ts';
import { patient } from '../journeys/support/patience.ts';
import { eventually, openBrowser, Visitor } from '../journeys/support/visitor.ts';

vi.setConfig(patient);

let browser: Awaited<ReturnType<typeof openBrowser>>;
let finished: Finished;
let cookies: Awaited<ReturnType<Visitor['cookies']>>;
beforeAll(async () => {
  [browser, finished] = await Promise.all([openBrowser(), startFinished()]);
  await using owner = await Visitor.at(browser, finished.served.link);
  cookies = await owner.cookies();
});
afterAll(async () => {
  await browser.close();
  await finished[Symbol.asyncDispose]();
});

const chart = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Changes PPO to many updates, so that it is under way for as long as a test looks. */
async function startLong(updates: number): Promise<string> {
  const { served, graph: graphId } = finished;
  const settings = [`ppo.updates=${updates}`];
  const { id } = await served.api.runs.start.mutate({ graphId, settings, idempotencyKey: `long-${updates}` });
  return id;
}

describe('curves', () => {
  test('are zoomed by keys and by dragging, and every point of them is saved as a table', async () => {
    await using visitor = await Visitor.at(browser, finished.served.url, { cookies });
    const { page } = visitor;
    const { served, run } = finished;
    await page.goto(`${served.url}/runs/${run}?node=sft`);
    const loss = chart(page, 'Loss');
    const { series } = await served.api.runs.metrics.query({ run, node: 'sft', names: ['loss'] });
    const [{ steps, values }] = series as [(typeof series)[0]];
    await loss.getByRole('slider').focus();
    await page.keyboard.press('+');
    await page
      .getByText(/^Steps \d+ to \d+$/)
      .first()
      .waitFor();
    await page.keyboard.press('0');
    await page.getByText('Drag over a curve to look closely.').waitFor();

    const place = await loss.getByRole('img', { name: /^Loss: / }).boundingBox();
    if (!place) throw new Error('The chart of the loss has no place.');
    await page.mouse.move(place.x + place.width * 0.4, place.y + 60);
    await page.mouse.down();
    await page.mouse.move(place.x + place.width * 0.7, place.y + 60, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'All steps' }).click();

    await loss.getByRole('button', { name: 'Save Loss' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Save as a table (CSV)' }).click();
    const table = readFileSync(await (await download).path(), 'utf8');
    expect(table.split('\r\n')).toEqual([
      'step,loss',
      ...steps.map((step, index) => `${step},${values[index]}`),
    ]);

    await loss.getByRole('button', { name: 'Save Loss' }).click();
    const picture = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Save as a picture (PNG)' }).click();
    const png = readFileSync(await (await picture).path());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
  });

  test('stay zoomed while points come, and lie over those of another run', async () => {
    await using visitor = await Visitor.at(browser, finished.served.url, { cookies });
    const { page } = visitor;
    const { served, run: earlier } = finished;
    const run = await startLong(4000);
    await served.untilDone(run, 'ppo', 0.003);
    await page.goto(`${served.url}/runs/${run}?node=ppo&compare=${earlier}`);
    const reward = chart(page, 'Reward');
    await reward.getByRole('slider').focus();
    await page.keyboard.press('+');
    const shown = page.getByText(/^Steps \d+ to \d+$/).first();
    const before = await shown.textContent();
    const count = async () =>
      Number(
        (await reward.getByRole('img', { name: /^Reward: / }).getAttribute('aria-label'))?.match(
          /(\d+) points/,
        )?.[1],
      );
    const first = await count();
    await eventually(count).toBeGreaterThan(first + 3);
    expect(await shown.textContent()).toBe(before);
    await page.getByText('this run').waitFor();
    await page.getByRole('button', { name: /^Take .* away$/ }).click();
    await eventually(() => page.getByText('this run').count()).toBe(0);
    expect(new URL(page.url()).searchParams.has('compare')).toBe(false);
    // nothing moves under the hand while the run rests and goes on
    const placeOfCurves = async () => (await page.getByRole('heading', { name: 'Curves' }).boundingBox())?.y;
    const place = await placeOfCurves();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('paused by a person').waitFor();
    expect(await placeOfCurves()).toBe(place);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('article').getByText('Running', { exact: true }).waitFor();
    expect(await placeOfCurves()).toBe(place);
    await served.api.runs.cancel.mutate({ id: run });
    await page.getByRole('region', { name: 'What to do next' }).waitFor();
    expect(await placeOfCurves()).toBe(place);
  });
});

test('runs stand in the queue with what they do, by state', async () => {
  await using visitor = await Visitor.at(browser, finished.served.url, { cookies });
  const { page } = visitor;
  const { served } = finished;
  const [first, second] = [await startLong(5001), await startLong(5002)];
  await served.untilDone(first, 'ppo', 0.0005);
  await page.goto(`${served.url}/runs`);
  await page
    .getByRole('progressbar', { name: /^Progress of PPO/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: /^Done \d+$/ }).click();
  await eventually(() => page.getByRole('progressbar').count()).toBe(0);
  expect(new URL(page.url()).searchParams.get('show')).toBe('done');
  const search = page.getByRole('searchbox', { name: 'Search by pipeline or run id' });
  await search.fill('no such pipeline');
  await page.getByText(/^No run of this sort has “no such pipeline”/).waitFor();
  await page.getByRole('button', { name: 'Show all runs' }).click();
  await search.fill(first.slice(0, 8));
  await eventually(() => page.locator('a[href^="/runs/"]').count()).toBeGreaterThan(0);
  await eventually(() => page.locator(`a[href="/runs/${second}"]`).count()).toBe(0);
  expect(new URL(page.url()).searchParams.get('name')).toBe(first.slice(0, 8));
  await page.goto(`${served.url}/runs/${second}`);
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel run' }).click();
  await served.untilRun(second, 'cancelled');
  await page.getByRole('button', { name: 'Delete run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete run' }).click();
  await page.getByRole('heading', { name: 'Runs', exact: true }).waitFor();
  await eventually(() => page.locator(`a[href="/runs/${second}"]`).count()).toBe(0);
  await served.api.runs.cancel.mutate({ id: first });
  await served.untilRun(first, 'cancelled');
});

test('a part of the pipeline runs from its menu, after a look ahead, and an earlier run is shown again', async () => {
  await using visitor = await Visitor.at(browser, finished.served.url, { cookies });
  const { page } = visitor;
  const { served, graph, run } = finished;
  await page.goto(`${served.url}/graphs/${graph}`);
  const canvas = new CanvasPage(page);
  await canvas.node('samples').click();
  const menu = page.getByRole('button', { name: 'More about runs' });
  await menu.click();
  await page.getByRole('menuitem', { name: 'What would it take?' }).click();
  const ahead = page.getByRole('dialog', { name: 'Before the run' });
  await ahead.getByRole('img', { name: /^Memory: .+ of .+ at most, .+ free$/ }).waitFor();
  await ahead.getByText('By node').click();
  const rows = await ahead.getByRole('row').count();
  expect(rows).toBe(11);
  await ahead.getByRole('button', { name: 'Not now' }).click();

  await menu.click();
  await page.getByRole('menuitem', { name: /^Run from “/ }).click();
  await canvas.state('ppo', 'Done').waitFor();
  await eventually(async () => (await served.lastRun(graph)) !== run).toBe(true);
  const part = await served.untilRun(await served.lastRun(graph), 'succeeded');
  expect(part.part).toMatchObject({ from: 'samples' });

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+H');
  const history = page.getByRole('dialog', { name: 'Run history' });
  await history.getByText('from samples').waitFor();
  await history
    .getByRole('button', { name: /Succeeded/ })
    .last()
    .click();
  await page.getByRole('button', { name: 'Earlier run' }).waitFor();
  expect(new URL(page.url()).searchParams.get('run')).toBe(run);
  await page.getByRole('button', { name: 'Run details' }).click();
  await page.getByRole('article').getByText('It had not run before in this pipeline.').waitFor();
  await page.getByRole('button', { name: 'Earlier run' }).click();
  await page
    .getByRole('article')
    .getByText(/^A run from (“Four answers a prompt”|this node) on was asked for/)
    .waitFor();

  await page.goto(`${served.url}/graphs/${graph}?run=0123456789abcdef`);
  await page.getByText('The run in this address is not there any more; the newest one is shown.').waitFor();
  await eventually(() => new URL(page.url()).searchParams.has('run')).toBe(false);
  await canvas.state('ppo', 'Done').waitFor();
});

test('what was changed since the run is marked on the node, until it is as it was', async () => {
  const { served, graph, run } = finished;
  await using visitor = await Visitor.at(browser, `${served.url}/graphs/${graph}?run=${run}`, { cookies });
  const { page } = visitor;
  const canvas = new CanvasPage(page);
  const marked = (node: string) =>
    canvas.state(node, 'Changed since this run: its settings, or what flows into it');
  await canvas.node('ppo').click();
  const updates = canvas.field('Updates', 'updates');
  const before = await updates.inputValue();
  await canvas.state('ppo', 'Done').waitFor();
  expect(await marked('ppo').count()).toBe(0);
  await updates.fill('9');
  for (const node of ['ppo', 'evaluate', 'export']) await marked(node).waitFor();
  expect(await marked('reward').count()).toBe(0);
  await updates.fill(before);
  await marked('export').waitFor({ state: 'detached' });
  expect(await marked('ppo').count()).toBe(0);
});

test('a stop rule made in the inspector pauses the run, says why on the node, and lets it go on when resumed', async () => {
  await using visitor = await Visitor.at(browser, finished.served.url, { cookies });
  const { page } = visitor;
  const { served, graph } = finished;
  await page.goto(`${served.url}/graphs/${graph}`);
  const canvas = new CanvasPage(page);
  await canvas.node('ppo').click();
  await canvas.inspector.getByRole('textbox', { name: /^Updates/ }).fill('40');
  const rules = canvas.inspector.getByRole('region', { name: 'Stop rules' });
  await rules.getByRole('button', { name: 'Add a rule' }).click();
  await rules.getByLabel('Limit').fill('-100');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('link', { name: 'Last run: Paused' }).waitFor();
  await canvas
    .node('ppo')
    .getByText(/^A stop rule of node "ppo" paused the run at step 1 /)
    .waitFor();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('link', { name: 'Last run: Succeeded' }).waitFor();
  const run = await served.untilRun(await served.lastRun(graph), 'succeeded');
  expect(run.nodes.find(({ node }) => node === 'ppo')?.stopped).toMatchObject([{ step: 1 }]);
});

test('a failed run says what to do next, and what is missing is said before the next one', async () => {
  await using visitor = await Visitor.at(browser, finished.served.url, { cookies });
  const { page } = visitor;
  const { served } = finished;
  const graphId = await served.create(
    configured(only(weather(), ['data']), { data: { file: 'gone.jsonl' } }),
  );
  const { id } = await served.api.runs.start.mutate({ graphId, idempotencyKey: 'gone-file' });
  await served.untilRun(id, 'failed');
  await page.goto(`${served.url}/runs/${id}`);
  const next = page.getByRole('region', { name: 'What to do next' });
  await next.getByRole('button', { name: 'Run from the failure' }).click();
  await eventually(() => new URL(page.url()).pathname).not.toBe(`/runs/${id}`);
  const again = await served.lastRun(graphId);
  expect(new URL(page.url()).pathname).toBe(`/runs/${again}`);
  await served.untilRun(again, 'failed');
  await next.getByRole('link', { name: 'Show \u201cWeather conversations\u201d on the canvas' }).click();

  await page.locator('.react-flow__node.selected[data-id=data]').waitFor();
  await page.keyboard.press('Escape');
  await eventually(() => page.locator('.react-flow__node.selected').count()).toBe(0);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const ahead = page.getByRole('dialog', { name: 'Before the run' });
  await ahead.getByText(/^Node "data": the file gone\.jsonl does not exist/).waitFor();
  expect(await ahead.getByRole('button', { name: 'Start the run' }).isDisabled()).toBe(true);
  await ahead.getByRole('button', { name: 'Show \u201cWeather conversations\u201d' }).press('Enter');
  await page.locator('.react-flow__node.selected[data-id=data]').waitFor();
  await eventually(() => ahead.count()).toBe(0);

  await page.goto(`${served.url}/runs/${id}`);
  await next.getByText('This pipeline has run again since.').waitFor();
  await next.getByRole('link', { name: 'Open the newest run' }).click();
  await eventually(() => new URL(page.url()).pathname).toBe(`/runs/${again}`);
});
