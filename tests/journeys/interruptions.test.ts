import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CanvasPage } from './support/canvas.ts';
import { configured, only, tiny, weather } from './support/graphs.ts';
import { patient } from './support/patience.ts';
import { Served } from './support/served.ts';
import { openBrowser, Visitor } from './support/visitor.ts';

vi.setConfig(patient);

/** Trains from data to PPO on the judge's scores. */
const training = only(configured(weather(), tiny), [
  'data',
  'base',
  'sft',
  'samples',
  'judge',
  'labeling',
  'reward',
  'ppo',
]);

function withUpdates(updates: number) {
  return configured(training, { ppo: { updates } });
}

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('a run is cancelled on its page and leaves nothing half-written; what was done comes from the cache', async () => {
  await using served = await Served.start();
  const graph = await served.create(withUpdates(50_000));
  await using visitor = await Visitor.at(browser, served.link);
  const { page } = visitor;
  await page.goto(`${served.url}/graphs/${graph}`);
  const canvas = new CanvasPage(page);
  await canvas.node('ppo').waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await canvas.state('ppo', 'Running').waitFor();
  const run = await served.lastRun(graph);
  await page.getByRole('link', { name: 'Last run: Running' }).click();
  await page.getByRole('img', { name: /^KL per answer: / }).waitFor();
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel run' }).click();
  await page.getByRole('article').getByText('Cancelled', { exact: true }).waitFor();
  await page.getByText('7 of 8 nodes done').waitFor();
  await visitor.picture('run-cancelled');
  const { nodes } = await served.untilRun(run, 'cancelled');
  expect(served.staged).toEqual([]);
  const published = readdirSync(join(served.data, 'artifacts')).toSorted();
  const known = nodes.flatMap(({ outputs }) => Object.values(outputs));
  expect(published).toEqual([...new Set(known)].toSorted());

  await page.getByRole('link', { name: 'Open pipeline' }).click();
  await canvas.node('ppo').click();
  await canvas.field('Updates', 'updates').fill('2');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('link', { name: 'Last run: Succeeded' }).waitFor();
  const again = await served.untilRun(await served.lastRun(graph), 'succeeded');
  expect(again.nodes.filter(({ cache }) => !cache?.hit).map(({ node }) => node)).toEqual(['ppo']);
});

test('after a power cut the run goes on inside its node, and the open page follows it to the end', async () => {
  await using served = await Served.start('--checkpoint-every', '0');
  const graph = await served.create(withUpdates(60));
  await using visitor = await Visitor.at(browser, served.link);
  const { page } = visitor;
  await page.goto(`${served.url}/graphs/${graph}`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('link', { name: 'Last run: Running' }).click();
  const run = await served.lastRun(graph);
  await served.untilDone(run, 'ppo', 0.1);
  await served.killAndRestart();
  const { nodes } = await served.untilRun(run, 'succeeded');
  expect(nodes.find(({ node }) => node === 'ppo')?.attempt).toBe(2);
  expect(nodes.filter(({ node }) => node !== 'ppo').map(({ attempt }) => attempt)).toEqual(Array(7).fill(1));
  await page.getByText('8 of 8 nodes done').waitFor();
  await page.getByText('Succeeded', { exact: true }).waitFor();
  expect(served.staged).toEqual([]);
  const line = await page.getByText(/^Resumed from step \d+ of 60\.$/).textContent();
  expect(Number(line?.match(/\d+/))).toBeGreaterThanOrEqual(5);
  const { series } = await served.api.runs.metrics.query({ run, node: 'ppo' });
  const updates = Array.from({ length: 60 }, (_, index) => index + 1);
  for (const { name, steps } of series) expect(steps, name).toEqual(updates);
});
