import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '@heed/schema';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CanvasPage } from './support/canvas.ts';
import { configured, only, tiny, weather } from './support/graphs.ts';
import { hostileFolder, mark } from './support/hostile.ts';
import { hostilePlaces } from './support/hostile-places.ts';
import { patient } from './support/patience.ts';
import { Served } from './support/served.ts';
import { openBrowser, Visitor } from './support/visitor.ts';

vi.setConfig(patient);

const image = '<img src=x onerror=alert(1)>';
const script = '<script>alert(2)</script>';
const hostile = `${image}${script}`;

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** A data file whose every text is markup. */
function writeData(folder: string): string {
  const file = join(folder, 'data.jsonl');
  const rows = Array.from({ length: 40 }, (_, index) => ({
    prompt: `${hostile} ${index}?`,
    completion: `${hostile} ${index}.`,
  }));
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  return file;
}

/** A pipeline of people whose name, description, note, labels, question and data are markup. */
function hostileGraph(file: string): Graph {
  const graph = configured(only(weather(), ['data', 'base', 'sft', 'samples', 'labeling']), {
    ...tiny,
    data: { file },
    base: { ...tiny.base, contextLength: 256 },
    samples: { ...tiny.samples, promptLimit: 2 },
    labeling: { pairsPerPrompt: 1, question: `Question ${hostile}`, guidelines: `Guidelines ${hostile}` },
  });
  return {
    ...graph,
    name: `Name ${hostile}`,
    description: { en: hostile, zh: hostile },
    nodes: graph.nodes.map((node) => ({ ...node, label: `Label of ${node.id} ${hostile}` })),
    notes: [{ id: 'note', text: `Note ${hostile}`, position: { x: 0, y: 600 }, width: 400, height: 100 }],
  };
}

test('markup in names, notes, labels and data is shown as text and does nothing', async () => {
  await using served = await Served.start();
  const graph = await served.create(hostileGraph(writeData(served.folder)));
  await using visitor = await Visitor.at(browser, served.link);
  const { page } = visitor;
  await page.getByRole('link', { name: `Name ${hostile}`, exact: true }).click();
  const canvas = new CanvasPage(page);
  await page.getByText(`Note ${hostile}`, { exact: true }).waitFor();
  await canvas.zoomIn(1);
  await canvas.node('data').getByText(`Label of data ${hostile}`).waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await canvas.state('labeling', 'Waiting for people').waitFor();
  await visitor.picture('safety-canvas');

  const run = await served.lastRun(graph);
  await page.goto(`${served.url}/runs/${run}?output=data.demonstrations`);
  await page.getByRole('gridcell').filter({ hasText: hostile }).first().waitFor();
  await page.getByRole('searchbox', { name: 'Search', exact: true }).fill(script);
  await page.getByText('36 rows match').waitFor();
  await visitor.picture('safety-table');

  await page.goto(`${served.url}/label/${run}/labeling`);
  await page.getByLabel('Display name').fill(image);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `Question ${hostile}` }).waitFor();
  await page.getByRole('region', { name: 'Prompt' }).getByText(hostile).waitFor();
  await page.getByText(`Guidelines ${hostile}`).waitFor();
  await page.getByText(`You are ${image}`).waitFor();
  await visitor.picture('safety-labeling');
  expect(visitor.requested.filter((url) => new URL(url).pathname.endsWith('/x'))).toEqual([]);
});

test('markup in a broken data file is quoted as text in the failure', async () => {
  await using served = await Served.start();
  const file = join(served.folder, 'broken.jsonl');
  writeFileSync(file, `{"prompt":"a","completion":"b"}\n{"prompt": ${hostile}\n`);
  const graph = await served.create(configured(only(weather(), ['data']), { data: { file } }));
  await using visitor = await Visitor.at(browser, served.link);
  const { page } = visitor;
  await page.goto(`${served.url}/graphs/${graph}`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('link', { name: 'Last run: Failed' }).click();
  await page
    .getByRole('alert')
    .filter({ hasText: /Line 2 of/ })
    .getByText(image)
    .waitFor();
  await visitor.picture('safety-failure');
  expect(visitor.requested.filter((url) => new URL(url).pathname.endsWith('/x'))).toEqual([]);
});

/** Elements and addresses that only markup which was taken for a page's own could have made. */
const planted = [
  'img[src="x"], svg[onload], [onerror], [href^="javascript:" i]',
  '[src*="elsewhere.test"], [style*="elsewhere.test"]',
].join();

test('on every page markup in what people write is read letter by letter, runs nothing and asks no other machine', async () => {
  const { data, about } = await hostileFolder();
  await using served = await Served.startFrom(data);
  await using visitor = await Visitor.at(browser, served.link);
  const { page } = visitor;
  let shown = '';
  for (const { name, path, shows, open } of hostilePlaces) {
    const address = `${served.url}${path(about)}`;
    if (address !== shown) await page.goto(address);
    shown = address;
    await open?.(page);
    for (const what of shows) {
      const read = page.getByText(what).filter({ hasText: mark });
      const written = page.locator(`input[value*="${what} ${mark}"]`);
      await read.or(written).filter({ visible: true }).first().waitFor();
    }
    await visitor.picture(`safety-${name.replaceAll(' ', '-')}`);
    expect(await page.locator(planted).count(), name).toBe(0);
    expect(visitor.trouble, name).toEqual([]);
  }
  expect(visitor.requested.filter((url) => new URL(url).pathname.endsWith('/x'))).toEqual([]);
});
