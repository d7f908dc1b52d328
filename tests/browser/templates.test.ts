import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '@heed/schema';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { violations } from '../journeys/support/axe.ts';
import { CanvasPage } from '../journeys/support/canvas.ts';
import { only, weather } from '../journeys/support/graphs.ts';
import { patient } from '../journeys/support/patience.ts';
import { Served } from '../journeys/support/served.ts';
import { eventually, openBrowser, Visitor } from '../journeys/support/visitor.ts';

vi.setConfig(patient);

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const start: Graph = {
  ...only(weather(), ['data', 'base']),
  name: 'Start',
  parameters: [],
  needs: undefined,
};

/** Chooses something in the menu of the open pipeline. */
async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('a field becomes a parameter of a template, which is used with another value, exported, and imported elsewhere', async () => {
  await using served = await Served.start();
  const id = await served.create(start);
  await using visitor = await Visitor.at(browser, served.link);
  const { page } = visitor;
  const exported = join(served.folder, 'exported.json');

  await page.goto(`${served.url}/graphs/${id}`);
  const canvas = new CanvasPage(page);
  await canvas.node('data').click();
  // the first records of the file push the fields below them down
  await canvas.inspector.getByText('4,480 records').waitFor();
  await canvas.inspector.getByRole('button', { name: 'More for Held out' }).click();
  await page.getByRole('menuitem', { name: 'Ask for it in the template' }).click();
  await choose(page, 'Save as a template');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name in English').fill('Small start');
  await dialog.getByLabel('Description in English').fill('Reads and begins.');
  await dialog.getByRole('button', { name: 'Save template' }).click();
  await page.getByText('“Small start” is in the gallery now.').waitFor();

  await page.goto(`${served.url}/templates`);
  const own = page.getByRole('region', { name: 'Saved here' });
  await own.getByText('Reads and begins.').waitFor();
  await own.getByRole('link', { name: 'Set up the template Small start' }).click();
  await page.getByLabel('Name of your pipeline').fill('Mine');
  await page.getByLabel('Held out', { exact: true }).first().fill('0.3');
  await page.getByRole('button', { name: 'Use template Small start' }).click();
  await canvas.node('data').click();
  const held = canvas.inspector.getByLabel(/^Held out/).first();
  await eventually(() => held.inputValue()).toBe('0.3');

  const download = page.waitForEvent('download');
  await choose(page, 'Export');
  await (await download).saveAs(exported);
  const graph: Graph = JSON.parse(readFileSync(exported, 'utf8'));
  expect(graph).toMatchObject({ name: 'Mine', parameters: [{ node: 'data', field: 'heldOutFraction' }] });

  await using elsewhere = await Served.start();
  await using other = await Visitor.at(browser, elsewhere.link);
  const foreign = structuredClone(graph);
  for (const node of foreign.nodes) if (node.id === 'data') node.config.file = '/elsewhere/talks.jsonl';
  writeFileSync(exported, JSON.stringify(foreign));
  const data = join(elsewhere.folder, 'talks.jsonl');
  writeFileSync(data, '{"prompt":"Hello?","completion":"Hi."}\n');
  const chooser = other.page.waitForEvent('filechooser');
  await other.page.getByRole('button', { name: 'Import a file' }).click();
  await (await chooser).setFiles(exported);
  const check = other.page.getByRole('dialog', { name: 'Before it can run here' });
  await check.getByText('/elsewhere/talks.jsonl is not on this machine').waitFor();
  await other.picture('import-check');
  expect(await violations(other.page)).toEqual([]);
  const bring = other.page.waitForEvent('filechooser');
  await check.getByRole('button', { name: /^Upload a file/ }).click();
  await (await bring).setFiles(data);
  await check.getByText('Nothing is missing any more.').waitFor();
  await check.getByRole('button', { name: 'Open the pipeline' }).click();
  await new CanvasPage(other.page).node('data').waitFor();
  const [opened] = await elsewhere.api.graphs.list.query();
  const saved = await elsewhere.api.graphs.get.query({ id: opened?.id ?? '' });
  expect(saved.graph.nodes.find((node) => node.id === 'data')?.config.file).toMatch(
    /^upload:.*talks\.jsonl$/,
  );
});

test('every template comes back from its exported file as the same pipeline', async () => {
  await using served = await Served.start();
  const templates = await served.api.templates.list.query();
  await using visitor = await Visitor.at(browser, served.link);
  const { page } = visitor;
  for (const { id } of templates) {
    const { graph } = await served.api.templates.get.query({ id, language: 'en' });
    const first = await served.create(graph);
    await page.goto(served.url);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: `Actions for “${graph.name}”` }).click();
    await page.getByRole('menuitem', { name: 'Export as a file' }).click();
    const file = join(served.folder, `${id}.json`);
    await (await download).saveAs(file);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Import a file' }).click();
    await (await chooser).setFiles(file);
    const open = page.getByRole('button', { name: 'Open as it is' });
    const node = page.locator('.react-flow__node').first();
    await open.or(node).first().waitFor();
    const lacks = await open.isVisible();
    expect([id, lacks]).toEqual([id, (graph.needs?.files?.length ?? 0) > 0]);
    if (lacks) await open.click();
    await node.waitFor();
    const second = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect(second).not.toBe(first);
    expect((await served.api.graphs.get.query({ id: second })).graph).toEqual(graph);
    for (const done of [first, second]) await served.api.graphs.remove.mutate({ id: done });
  }
});

test('templates are found by their nodes, and one that was saved here can be deleted', async () => {
  await using served = await Served.start();
  const shipped = (await served.api.templates.list.query()).length;
  await served.api.templates.save.mutate({ graph: { ...start, name: 'Only mine' } });
  await using visitor = await Visitor.at(browser, served.link);
  const { page } = visitor;
  await page.goto(`${served.url}/templates`);
  const pictures = page.getByRole('img', { name: /^Picture of/ });
  await eventually(() => pictures.count()).toBe(shipped + 1);
  const shelf = page.getByRole('region', { name: 'Come with Heed' });
  expect(await shelf.getByRole('heading', { level: 3 }).first().innerText()).toBe('Classic RLHF');
  await page.getByLabel('Search templates').fill('bradley');
  await eventually(() => pictures.count()).toBe(2);
  await page.getByLabel('Search templates').fill('nothing like it');
  await page.getByText('No template has “nothing like it”').waitFor();
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('heading', { name: 'Only mine' }).getByRole('link').click();
  await page.getByRole('button', { name: 'Delete template' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('heading', { name: 'Templates', level: 1 }).waitFor();
  await eventually(() => pictures.count()).toBe(shipped);
});

test('several nodes of a kind are set together, and settings are searched', async () => {
  await using served = await Served.start();
  const [data] = start.nodes;
  const twice: Graph = {
    ...start,
    nodes: [
      { ...(data as Graph['nodes'][number]), id: 'one' },
      { ...(data as Graph['nodes'][number]), id: 'two', position: { x: 400, y: 0 } },
    ],
    edges: [],
  };
  const id = await served.create(twice);
  await using visitor = await Visitor.at(browser, served.link);
  const { page } = visitor;
  await page.goto(`${served.url}/graphs/${id}`);
  const canvas = new CanvasPage(page);
  await canvas.node('one').click();
  await canvas.node('two').click({ modifiers: ['ControlOrMeta'] });
  await canvas.inspector.getByText('Data source: settings of 2 nodes at once').waitFor();
  await canvas.inspector.getByLabel('Search the settings').fill('records limit');
  await canvas.inspector.getByLabel('Limit', { exact: true }).fill('7');
  await page.keyboard.press('Control+s');
  await eventually(async () => {
    const { graph } = await served.api.graphs.get.query({ id });
    return graph.nodes.map(({ config }) => config.limit);
  }).toEqual([7, 7]);
});
