import { expect, test } from 'vitest';
import { CanvasPage } from '../journeys/support/canvas.ts';
import { only, weather } from '../journeys/support/graphs.ts';
import { useStage } from '../journeys/support/stage.ts';
import { eventually, Visitor } from '../journeys/support/visitor.ts';

const stage = useStage();
const refusal = /You can look at this pipeline and copy from it, but not change it/;

const drawn = () => ({
  ...only(weather(), ['data', 'base', 'sft']),
  notes: [{ id: 'why', text: '**Why** so', position: { x: 0, y: 560 } }],
  groups: [{ id: 'models', title: 'Models', nodes: ['base', 'sft'], collapsed: true }],
});

/** A viewer before a pipeline. */
async function look(graph = drawn()) {
  const id = await stage.served.create(graph);
  const { url } = await stage.served.api.access.createInvite.mutate({ role: 'viewer', label: 'Ada' });
  const visitor = await Visitor.at(stage.browser, url, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await visitor.page.goto(`${stage.served.url}/graphs/${id}`);
  await visitor.page.getByText('You can look and copy here, not change.').waitFor();
  return { id, visitor, page: visitor.page, canvas: new CanvasPage(visitor.page) };
}

test('a viewer reads every setting, and none can be changed', async () => {
  const { id, visitor, page, canvas } = await look();
  await using _ = visitor;
  await canvas.node('data').click();
  const fields = canvas.inspector.locator(
    'input:visible:not([type="search"], [type="checkbox"]), textarea:visible',
  );
  await canvas.inspector.getByLabel('Id', { exact: true }).waitFor();
  for (const field of await fields.all()) expect(await field.isEditable()).toBe(false);
  for (const name of [/^More for/, /^Reset/, 'Delete'])
    expect(await canvas.inspector.getByRole('button', { name }).count()).toBe(0);
  await canvas.inspector.getByRole('button', { name: 'Read the whole page' }).waitFor();
  await page.locator('.react-flow__pane').click({ position: { x: 300, y: 500 } });
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  expect(await canvas.inspector.getByLabel('Name', { exact: true }).isEditable()).toBe(false);
  expect((await stage.served.api.graphs.get.query({ id })).revision).toBe(1);
});

test('keys, the pointer and the menu of a viewer change nothing, and say so', async () => {
  const { id, visitor, page, canvas } = await look();
  await using _ = visitor;
  const place = () => canvas.node('data').evaluate(({ style }) => (style as { transform: string }).transform);
  const before = await place();
  await canvas.node('data').hover();
  await page.mouse.down();
  await page.mouse.move(900, 600, { steps: 4 });
  await page.mouse.up();
  await canvas.node('data').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  expect(await place()).toBe(before);
  for (const keys of ['Delete', 'Control+d', 'd', 'Control+g', 'Shift+A']) {
    await canvas.node('data').focus();
    await page.keyboard.press(keys);
    await page.getByRole('alert').getByText(refusal).waitFor();
    await page.getByRole('alert').getByRole('button').click();
    await eventually(() => page.getByRole('alert').count()).toBe(0);
  }
  await canvas.node('data').focus();
  await page.keyboard.press('Shift+F10');
  const items = page.getByRole('menu').getByRole('menuitem');
  await items.first().waitFor();
  const offered = (await items.allInnerTexts()).map((item) => item.split('\n')[0]);
  expect(offered).toEqual(['Look at the settings', 'Copy', 'Copy a link to it']);
  await page.keyboard.press('Escape');
  await page.locator('.react-flow__pane').dblclick({ position: { x: 300, y: 500 } });
  await page.getByText('Why so').dblclick();
  expect([await page.getByRole('dialog').count(), await page.getByLabel('Text of the note').count()]).toEqual(
    [0, 0],
  );
  expect(await page.getByRole('navigation', { name: 'Nodes' }).count()).toBe(0);
  expect((await stage.served.api.graphs.get.query({ id })).revision).toBe(1);
});

test('a viewer copies, looks into groups and sees what others save', async () => {
  const { id, visitor, page, canvas } = await look();
  await using _ = visitor;
  await page.getByRole('button', { name: 'Open the group Models' }).click();
  await canvas.node('sft').click();
  await page.keyboard.press('Control+c');
  await page.getByText('1 thing copied').waitFor();
  const copied = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(JSON.parse(copied).nodes.map((node: { id: string }) => node.id)).toEqual(['sft']);
  await page.keyboard.press('Control+v');
  await page.getByText(refusal).waitFor();
  await stage.served.api.graphs.save.mutate({
    id,
    revision: 1,
    graph: { ...drawn(), name: 'Newer', groups: [] },
  });
  await page.evaluate(`window.dispatchEvent(new Event('focus'))`);
  await page.getByRole('heading', { name: 'Newer' }).or(page.getByText('Newer').first()).first().waitFor();
  await canvas.node('base').waitFor();
  expect((await stage.served.api.graphs.get.query({ id })).revision).toBe(2);
});
