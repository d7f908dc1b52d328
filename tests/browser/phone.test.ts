import type { Graph } from '@heed/schema';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from '../journeys/support/axe.ts';
import { configured, only, tiny, weather } from '../journeys/support/graphs.ts';
import { useStage } from '../journeys/support/stage.ts';
import { eventually } from '../journeys/support/visitor.ts';
import { Finger } from './support/finger.ts';

const stage = useStage();

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Two nodes beside each other, with room around them. */
function pair(): Graph {
  const small = only(configured(weather(), tiny), ['base', 'sft']);
  return { ...small, parameters: [], notes: [], groups: [] };
}

interface View {
  x: number;
  y: number;
  zoom: number;
}

function viewOf(page: Page): Promise<View> {
  return page.evaluate<View>(`(() => {
    const { a, e, f } = new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')).transform);
    return { x: Math.round(e), y: Math.round(f), zoom: a };
  })()`);
}

/** Where the view rests: a pipeline that was just opened is still brought into it. */
async function viewAtRest(page: Page): Promise<View> {
  for (let view = await viewOf(page); ; ) {
    await page.waitForTimeout(200);
    const now = await viewOf(page);
    if (JSON.stringify(now) === JSON.stringify(view)) return now;
    view = now;
  }
}

/** Is all of it within the window, so that it can be read and pressed? */
function isWithin(page: Page, selector: string): Promise<boolean> {
  return page.evaluate<boolean>(`(() => {
    const { left, top, right, bottom } = document.querySelector('${selector}').getBoundingClientRect();
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  })()`);
}

test('the view is moved by one finger and zoomed by two, and a node is dragged', async () => {
  const { visitor, page, id } = await stage.open(pair(), phone);
  await using _ = visitor;
  const finger = await Finger.on(page);
  const before = await viewAtRest(page);
  await finger.draw([
    { x: 60, y: 600 },
    { x: 160, y: 640 },
  ]);
  await eventually(() => viewOf(page)).toMatchObject({ x: before.x + 100, y: before.y + 40 });
  await finger.draw(
    [
      { x: 180, y: 620 },
      { x: 120, y: 560 },
    ],
    [
      { x: 220, y: 660 },
      { x: 280, y: 720 },
    ],
  );
  await eventually(async () => (await viewOf(page)).zoom).toBeGreaterThan(before.zoom * 1.5);
  await page.getByRole('button', { name: 'Show everything' }).tap();
  await viewAtRest(page);
  const node = page.locator('.react-flow__node[data-id="sft"]');
  const box = await node.boundingBox();
  if (!box) throw new Error('The node is not drawn.');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await finger.draw([middle, { x: middle.x, y: middle.y + 120 }]);
  const place = async () =>
    (await stage.served.api.graphs.get.query({ id })).graph.nodes.find((one) => one.id === 'sft')?.position.y;
  const old = pair().nodes.find((one) => one.id === 'sft')?.position.y ?? 0;
  await eventually(async () => ((await place()) ?? old) - old).toBeGreaterThan(50);
});

test('a node is tapped, its settings open as a sheet, are changed, and close again', async () => {
  const { visitor, page, canvas, id } = await stage.open(pair(), phone);
  await using _ = visitor;
  await canvas.node('sft').tap();
  await page.locator('[data-node="sft"][data-selected]').waitFor();
  await page.getByRole('button', { name: 'Settings', exact: true }).tap();
  const sheet = page.getByRole('dialog', { name: 'Settings' });
  const epochs = sheet.getByLabel('Epochs', { exact: true });
  await epochs.fill('3');
  await eventually(async () => {
    const { graph } = await stage.served.api.graphs.get.query({ id });
    return graph.nodes.find((one) => one.id === 'sft')?.config.epochs;
  }).toBe(3);
  expect(await violations(page)).toEqual([]);
  await visitor.picture('phone-sheet');
  await sheet.getByRole('button', { name: 'Close' }).tap();
  await sheet.waitFor({ state: 'detached' });
});

test('nodes are added and taken away, and the panels below are opened, by taps', async () => {
  const { visitor, page, canvas } = await stage.open(pair(), phone);
  await using _ = visitor;
  await page.getByRole('button', { name: 'Add a node' }).tap();
  await page.getByRole('combobox').fill('Supervised');
  await page.getByRole('option').first().tap();
  await canvas.node('sft-2').waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).tap();
  await eventually(() => canvas.nodes.count()).toBe(2);
  for (const name of ['Outline', 'Versions', 'Run details']) {
    await page.getByRole('button', { name, exact: true }).tap();
    await page.getByRole('button', { name, expanded: true }).waitFor();
    await visitor.picture(`phone-${name.replaceAll(' ', '-')}`);
  }
});

test('the chosen section of the settings stands in view', async () => {
  await using visitor = await stage.visit('/settings/activity', phone);
  await visitor.page.getByRole('link', { name: 'Activity' }).waitFor();
  await eventually(() => isWithin(visitor.page, 'nav [aria-current=page][href^="/settings"]')).toBe(true);
});

describe.each([
  ['en-US', 'light'],
  ['zh-CN', 'dark'],
] as const)('in %s and %s', (locale, colorScheme) => {
  test('two edits of one setting are settled in a dialog that fits', async () => {
    const { visitor, page, id } = await stage.open(pair(), { ...phone, locale, colorScheme });
    await using _ = visitor;
    const save = async (epochs: number) => {
      const { graph, revision } = await stage.served.api.graphs.get.query({ id });
      await stage.served.api.graphs.save.mutate({
        id,
        revision,
        graph: configured(graph, { sft: { epochs } }),
      });
    };
    await page.locator('.react-flow__node[data-id="sft"]').tap();
    await page.locator('[data-tour="inspector"]').tap();
    await page.route('**/trpc/graphs.get*', (route) => route.abort());
    const epochs = page
      .getByRole('dialog')
      .getByLabel(locale === 'en-US' ? 'Epochs' : '轮数', { exact: true });
    await epochs.waitFor();
    await save(9);
    await epochs.fill('4');
    const dialog = page.getByRole('dialog').filter({ has: page.getByRole('radio') });
    await dialog.waitFor();
    await visitor.picture(`phone-merge-${locale}`);
    expect(await isWithin(page, '[role=dialog]:has([type=radio])')).toBe(true);
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('radio').nth(1).check();
    await dialog.getByRole('button').last().tap();
    await eventually(() => epochs.inputValue()).toBe('9');
  });

  test('that a change is not saved, and why, can be read as a whole', async () => {
    const { visitor, page } = await stage.open(pair(), { ...phone, locale, colorScheme });
    await using _ = visitor;
    await page.route('**/trpc/graphs.change*', (route) => route.abort());
    await page.locator('.react-flow__node[data-id="sft"]').tap();
    await page.keyboard.press('Delete');
    await page.locator('[data-tour="save"] button').first().waitFor();
    await visitor.picture(`phone-refused-${locale}`);
    const cut = await page.evaluate<boolean>(
      `[...document.querySelectorAll('[data-tour="save"] [role=status] span')].some((one) => one.scrollWidth > one.clientWidth + 1)`,
    );
    expect(cut).toBe(false);
    expect(await isWithin(page, '[data-tour="save"]')).toBe(true);
    expect(await violations(page)).toEqual([]);
  });
});
