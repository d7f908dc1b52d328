import { expect, test } from 'vitest';
import { only, weather } from '../journeys/support/graphs.ts';
import { useStage } from '../journeys/support/stage.ts';
import { eventually } from '../journeys/support/visitor.ts';

const stage = useStage();
const permissions = ['clipboard-read', 'clipboard-write'];
const drawn = () => ({ ...only(weather(), ['data', 'base', 'sft']), parameters: [] });
type Opened = Awaited<ReturnType<typeof stage.open>>;

function open(graph = drawn()): Promise<Opened> {
  return stage.open(graph, { permissions });
}

async function choose({ canvas, page }: Opened, id: string): Promise<void> {
  await canvas.node(id).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
}

/** Puts a text on the clipboard, as another program does. */
function put({ page }: Opened, text: string): Promise<void> {
  return page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
}

test('what is copied is pasted as often as wished, cut, duplicated, and taken back in one step each', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const { page, canvas } = opened;
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await canvas.wire('data-2.demonstrations', 'base-2.demonstrations').waitFor();
  await page.keyboard.press('Control+v');
  await eventually(() => canvas.nodes.count()).toBe(9);
  const [second, third] = await Promise.all(['base-2', 'base-3'].map((id) => canvas.node(id).boundingBox()));
  expect(second?.x).not.toBe(third?.x);
  await page.keyboard.press('Control+z');
  await eventually(() => canvas.nodes.count()).toBe(6);
  await page.keyboard.press('Control+z');
  await eventually(() => canvas.nodes.count()).toBe(3);
  await choose(opened, 'sft');
  await page.keyboard.press('Control+x');
  await eventually(() => canvas.nodes.count()).toBe(2);
  await page.keyboard.press('Control+z');
  await canvas.wire('data.demonstrations', 'base.demonstrations').waitFor();
  await choose(opened, 'base');
  await page.keyboard.press('Control+d');
  await canvas.node('base-2').waitFor();
  await page.keyboard.press('Control+z');
  await eventually(() => canvas.nodes.count()).toBe(3);
});

test('what is copied in one tab is pasted in another one with another pipeline, with settings and wires', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const there = await opened.page.context().newPage();
  const other = await stage.served.create({ ...only(weather(), ['judge']), parameters: [], notes: [] });
  await opened.page.keyboard.press('Control+a');
  await opened.page.keyboard.press('Control+c');
  await opened.page.getByText('3 things copied').waitFor();
  await there.goto(`${stage.served.url}/graphs/${other}`);
  await there.getByRole('group', { name: /, node judge$/ }).waitFor();
  await there.bringToFront();
  await there.keyboard.press('Control+v');
  await there
    .getByRole('group', { name: 'Wire from data.demonstrations to base.demonstrations', exact: true })
    .waitFor();
  await there.keyboard.press('Control+s');
  await eventually(async () => {
    const { graph } = await stage.served.api.graphs.get.query({ id: other });
    return graph.nodes.find(({ id }) => id === 'sft')?.config;
  }).toEqual(drawn().nodes.find(({ id }) => id === 'sft')?.config);
});

test('a whole pipeline file and the JSON of a part are pasted as text, under the pointer', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const { page, canvas } = opened;
  await put(opened, JSON.stringify({ ...only(weather(), ['judge', 'export']), parameters: [] }));
  const box = await page.locator('.react-flow__pane').boundingBox();
  const at = { x: (box?.x ?? 0) + 500, y: (box?.y ?? 0) + (box?.height ?? 0) - 120 };
  await page.mouse.move(at.x, at.y);
  await page.keyboard.press('Control+v');
  await canvas.node('judge').waitFor();
  const [judge, exported] = await Promise.all(['judge', 'export'].map((id) => canvas.node(id).boundingBox()));
  const middle = ((judge?.x ?? 0) + (exported?.x ?? 0)) / 2;
  expect(Math.abs(middle - at.x)).toBeLessThan(60);
  await page.keyboard.press('Control+c');
  const copied = JSON.parse(await page.evaluate<string>('navigator.clipboard.readText()'));
  expect(copied).toMatchObject({ format: 'heed/clip', nodes: [{ id: 'judge' }, { id: 'export' }] });
});

test.each([
  ['hello', /holds no part of a pipeline/],
  ['{"format":"heed/clip","nodes":[', /cut off or broken/],
  ['{"format":"heed/clip","nodes":[{"id":"__proto__"}],"edges":[],"notes":[]}', /nodes\.0\.id is not as/],
  ['{"format":"heed/graph","version":99}', /update Heed to open it/],
  [`{"format":"heed/clip","nodes":"${'x'.repeat(21 * 1024 * 1024)}"}`, /larger than 20 MB/],
])('text that cannot be pasted is told in one sentence: %.40s', async (text, sentence) => {
  const opened = await open();
  await using _ = opened.visitor;
  const { page, canvas } = opened;
  await put(opened, text);
  await canvas.node('base').focus();
  await page.keyboard.press('Control+v');
  const alert = page.getByRole('alert').filter({ hasText: sentence });
  await alert.waitFor();
  expect(await page.getByRole('alert').count()).toBe(1);
  expect(await canvas.nodes.count()).toBe(3);
});

test('markup in what is pasted is text', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const { page, canvas } = opened;
  const evil = '<img src=x onerror=alert(1)>[go](javascript:alert(1))';
  const note = { id: 'evil', text: evil, position: { x: 0, y: 400 } };
  const [base] = drawn().nodes.filter(({ id }) => id === 'base');
  const nodes = [{ ...base, label: evil }];
  await put(opened, JSON.stringify({ format: 'heed/clip', nodes, edges: [], notes: [note] }));
  await canvas.node('base').focus();
  await page.keyboard.press('Control+v');
  await page.getByRole('group', { name: `${evil}, node base-2` }).waitFor();
  await page.locator('[data-node="evil"]', { hasText: '<img src=x' }).waitFor();
  expect(await page.locator('[data-node="evil"] :is(img, a[href^="javascript"])').count()).toBe(0);
});

test('clearing and replacing everything is one step that undo takes back', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const { page, canvas } = opened;
  await page.locator('.react-flow__pane').click({ button: 'right', position: { x: 20, y: 20 } });
  await page.getByRole('menuitem', { name: 'Clear the canvas' }).click();
  await eventually(() => canvas.nodes.count()).toBe(0);
  await page.keyboard.press('Control+z');
  await canvas.wire('data.demonstrations', 'base.demonstrations').waitFor();
  const chooser = page.waitForEvent('filechooser');
  await page.locator('.react-flow__pane').click({ button: 'right', position: { x: 20, y: 20 } });
  await page.getByRole('menuitem', { name: 'Replace all by a file' }).click();
  const buffer = Buffer.from(JSON.stringify(only(weather(), ['judge'])));
  await (await chooser).setFiles({ name: 'new.json', mimeType: 'application/json', buffer });
  await canvas.node('judge').waitFor();
  await eventually(() => canvas.nodes.count()).toBe(1);
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).last().click();
  await canvas.wire('data.demonstrations', 'base.demonstrations').waitFor();
  expect(await canvas.nodes.count()).toBe(3);
});
