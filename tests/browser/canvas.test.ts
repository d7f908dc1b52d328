import AxeBuilder from '@axe-core/playwright';
import { expect, test } from 'vitest';
import { CanvasPage } from '../journeys/support/canvas.ts';
import { weather } from '../journeys/support/graphs.ts';
import { useStage } from '../journeys/support/stage.ts';
import { eventually } from '../journeys/support/visitor.ts';
import { graphOf } from './support/many.ts';

const stage = useStage();

/** A visitor before the weather pipeline on the canvas. */
function open() {
  return stage.open({ ...weather(), notes: [] });
}

/** Selects a node by the keyboard. */
async function choose(canvas: CanvasPage, id: string): Promise<void> {
  await canvas.node(id).focus();
  await canvas.page.keyboard.press('Enter');
}

test('a wire takes a node in by the keyboard, and undo takes it out again', async () => {
  const { visitor, page, canvas } = await open();
  await using _ = visitor;
  await canvas.wire('base.model', 'sft.model').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('i');
  await page.getByRole('combobox').fill('Supervised');
  await page.keyboard.press('Enter');
  await canvas.wire('base.model', 'sft-2.model').waitFor();
  await canvas.wire('sft-2.model', 'sft.model').waitFor();
  await page.keyboard.press('Control+z');
  await canvas.wire('base.model', 'sft.model').waitFor();
  expect(await canvas.nodes.count()).toBe(10);
});

test('nodes are switched off, bypassed and taken back in by keys', async () => {
  const { visitor, page, canvas } = await open();
  await using _ = visitor;
  await choose(canvas, 'sft');
  await page.keyboard.press('d');
  await page.getByRole('group', { name: /node sft, off$/ }).waitFor();
  expect(await page.locator('[data-node="ppo"]').getAttribute('data-idle')).toBe('true');
  await page.keyboard.press('b');
  await page.getByRole('group', { name: /node sft, bypassed$/ }).waitFor();
  expect(await page.locator('[data-node="ppo"]').getAttribute('data-idle')).toBeNull();
  await page.keyboard.press('b');
  await canvas.node('sft').waitFor();
});

test('nodes are grouped, the group is closed to a card and opened again', async () => {
  const { visitor, page, canvas } = await open();
  await using _ = visitor;
  await canvas.node('base').click();
  await page.keyboard.down('Shift');
  await canvas.node('sft').click();
  await page.keyboard.up('Shift');
  await page.keyboard.press('Control+g');
  const title = canvas.inspector.getByLabel('Title');
  await title.fill('Models');
  await page.getByRole('group', { name: 'Group Models, 2 members' }).waitFor();
  await page.getByRole('button', { name: 'Close the group Models' }).click();
  await eventually(() => canvas.nodes.count()).toBe(8);
  await canvas.wire('sft.model', 'ppo.policy').waitFor();
  await page.getByRole('button', { name: 'Open the group Models' }).click();
  await eventually(() => canvas.nodes.count()).toBe(10);
});

test('several nodes are aligned by a click in their settings, and a note takes the color that is chosen', async () => {
  const { visitor, page, canvas } = await stage.open(weather());
  await using _ = visitor;
  await choose(canvas, 'sft');
  await canvas.node('reward').focus();
  await page.keyboard.press('Shift+Enter');
  await canvas.inspector.getByRole('button', { name: 'Align top' }).click();
  const top = async (id: string) => (await canvas.node(id).boundingBox())?.y;
  await eventually(async () => (await top('sft')) === (await top('reward'))).toBe(true);
  await page.keyboard.press('Control+z');
  await eventually(async () => (await top('sft')) === (await top('reward'))).toBe(false);
  await page.locator('.react-flow__node-note').first().focus();
  await page.keyboard.press('Enter');
  const ground = () =>
    page.evaluate<string>(
      `getComputedStyle(document.querySelector('.react-flow__node-note > div')).backgroundColor`,
    );
  const before = await ground();
  await canvas.inspector.getByRole('button', { name: 'Green' }).click();
  await eventually(ground).not.toBe(before);
});

test('the menu of a node opens by keys, runs a command and gives the focus back', async () => {
  const { visitor, page, canvas } = await open();
  await using _ = visitor;
  await choose(canvas, 'export');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menu').waitFor();
  await page.getByRole('menuitem', { name: 'Duplicate' }).press('Enter');
  await canvas.node('export-2').waitFor();
});

test('the palette finds commands, nodes and kinds', async () => {
  const { visitor, page, canvas } = await open();
  await using _ = visitor;
  await page.keyboard.press('Control+k');
  const find = page.getByLabel('Type what you want to do or go to');
  const first = (text: string) => page.locator('[data-selected]', { hasText: text });
  await find.fill('go to ppo');
  await first('Go to PPO').waitFor();
  await page.keyboard.press('Enter');
  await canvas.inspector.getByLabel('KL target per answer', { exact: true }).waitFor();
  await page.keyboard.press('Control+k');
  await find.fill('clear the');
  await first('Clear the canvas').waitFor();
  await page.keyboard.press('Enter');
  await eventually(() => canvas.nodes.count()).toBe(0);
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  await eventually(() => canvas.nodes.count()).toBe(10);
});

test('the outline lists nodes in running order with their wires, and chooses by keys', async () => {
  const { visitor, page, canvas } = await open();
  await using _ = visitor;
  await page.keyboard.press('o');
  const items = page.getByRole('treeitem');
  await items.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('treeitem', { name: 'Demonstrations to base.demonstrations' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await canvas.inspector.getByText('From data.').waitFor();
});

test('the view is moved by dragging in the overview, and zoomed by its wheel', async () => {
  const { visitor, page } = await open();
  await using _ = visitor;
  const view = () =>
    page.evaluate<{ x: number; zoom: number }>(`(() => {
      const { a, e } = new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')).transform);
      return { x: e, zoom: a };
    })()`);
  const overview = await page.getByRole('img', { name: 'Overview map' }).boundingBox();
  if (!overview) throw new Error('The overview is not drawn.');
  const middle = { x: overview.x + overview.width / 2, y: overview.y + overview.height / 2 };
  const before = await view();
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x + 12, middle.y, { steps: 3 });
  await page.mouse.up();
  await eventually(async () => (await view()).x).toBeLessThan(before.x - 20);
  await page.mouse.wheel(0, -200);
  await eventually(async () => (await view()).zoom).toBeGreaterThan(before.zoom * 1.2);
});

test.each(['light', 'dark'] as const)('outline and menu are accessible in the %s theme', async (scheme) => {
  const { visitor, page, canvas } = await open();
  await using _ = visitor;
  await page.emulateMedia({ colorScheme: scheme });
  await page.keyboard.press('o');
  await page.getByRole('treeitem').first().waitFor();
  const findings = async () => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa'])
      .analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  };
  expect(await findings()).toEqual([]);
  await canvas.node('ppo').click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  expect(await findings()).toEqual([]);
});

test('hundreds of nodes are deleted, doubled and taken back, each in one step', async () => {
  const graph = await stage.served.create(graphOf(200));
  await using visitor = await stage.visit(`/graphs/${graph}`);
  const { page } = visitor;
  const canvas = new CanvasPage(page);
  await canvas.nodes.first().waitFor();
  await page.keyboard.press('f');
  await eventually(() => canvas.nodes.count()).toBe(200);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await eventually(() => canvas.nodes.count()).toBe(0);
  await page.keyboard.press('Control+z');
  await eventually(() => canvas.nodes.count()).toBe(200);
  await page.keyboard.press('Control+d');
  await page.getByRole('heading', { name: '200 things selected' }).waitFor();
  await canvas.node('data-20').waitFor();
  await page.keyboard.press('Control+z');
  await eventually(() => canvas.node('data-20').count()).toBe(0);
  await eventually(() => canvas.nodes.count()).toBe(200);
});
