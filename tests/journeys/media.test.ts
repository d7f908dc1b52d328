import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Graph, parseGraphText } from '@heed/schema';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { violations } from './support/axe.ts';
import { configured } from './support/graphs.ts';
import { patient } from './support/patience.ts';
import { Served } from './support/served.ts';
import { eventually, openBrowser, Visitor } from './support/visitor.ts';

vi.setConfig(patient);

const templates = join(import.meta.dirname, '../../templates');

let browser: Awaited<ReturnType<typeof openBrowser>>;
let served: Served;
let cookies: Awaited<ReturnType<Visitor['cookies']>>;

beforeAll(async () => {
  [browser, served] = await Promise.all([openBrowser(), Served.start()]);
  await using owner = await Visitor.at(browser, served.link);
  await owner.page.getByRole('link', { name: 'Heed' }).first().waitFor();
  cookies = await owner.cookies();
});
afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
});

/** A template of media with its samples. */
function template(name: string, source: string): Graph {
  const file = join(templates, `${name}-preference.json`);
  const graph = parseGraphText(readFileSync(file, 'utf8'), file);
  const table = String(graph.nodes.find(({ id }) => id === source)?.config.file);
  return configured(graph, { [source]: { file: join(templates, table) }, labeling: {} });
}

/** Ada before the first task of a template. */
async function ada(name: string, source: string): Promise<Visitor> {
  const graphId = await served.create(template(name, source));
  const { id } = await served.api.runs.start.mutate({ graphId, idempotencyKey: `media-${name}` });
  await served.untilRun(id, 'waiting_human');
  const visitor = await Visitor.at(browser, `${served.url}/label/${id}/labeling`, { cookies });
  await visitor.page.getByLabel('Display name').fill('Ada');
  await visitor.page.keyboard.press('Enter');
  await visitor.page.getByRole('article').waitFor();
  return visitor;
}

const times = (page: Page) =>
  page.evaluate<number[]>(`[...document.querySelectorAll('video')].map(({ currentTime }) => currentTime)`);

test('videos play by one clock, count only when they were seen, and what was seen outlives a reload', async () => {
  await using visitor = await ada('video', 'videos');
  const { page } = visitor;
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('1');
  await page.getByText('Watch video 1 to its end first: 0% so far.').waitFor();
  expect(await page.getByRole('button', { name: 'First is better' }).getAttribute('aria-pressed')).toBe(
    'false',
  );

  await page.keyboard.press(' ');
  await eventually(async () => Math.min(...(await times(page)))).toBeGreaterThan(0.5);
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  const [first = 0, second = 1] = await times(page);
  expect(Math.abs(first - second)).toBeLessThan(0.001);
  await page.keyboard.press('.');
  await eventually(async () => (await times(page)).map((time) => time > first)).toEqual([true, true]);

  await page.reload();
  await page.getByText(/Video 1: [1-9]\d?%/).waitFor();
  await page.keyboard.press('r');
  await page.getByText('Video 2: played').waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await page.getByText(/answers, 1 by you/).waitFor();
});

test('sounds are drawn and made equally loud, and the other one is heard at the same place', async () => {
  await using visitor = await ada('audio', 'sounds');
  const { page } = visitor;
  await page.getByText('Equally loud').first().waitFor();
  expect(await violations(page)).toEqual([]);
  const heard = (name: string) =>
    page.getByRole('group', { name: 'Which one is heard' }).getByRole('button', { name });
  await page.keyboard.press(' ');
  await page.getByText('Sound 1: played').waitFor();
  await page.keyboard.press('v');
  expect(await heard('Sound 2').getAttribute('aria-pressed')).toBe('true');
  await page.keyboard.press('2');
  await page.getByText('Hear sound 2 to its end first: 0% so far.').waitFor();
  await page.getByRole('button', { name: 'Play sound 2' }).click();
  await page.getByText('Sound 2: played').waitFor();
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await page.getByText(/answers, 1 by you/).waitFor();
});

test('pictures are zoomed and moved together, by keys, wheel and double click, and one can lie over the other', async () => {
  await using visitor = await ada('image', 'pictures');
  const { page } = visitor;
  const pictures = page.getByRole('group', { name: /^Picture \d; shown at/ });
  await pictures.nth(1).waitFor();
  expect(await violations(page)).toEqual([]);
  const transforms = () =>
    page.evaluate<string[]>(
      `[...document.querySelectorAll('figure img')].map(({ style }) => style.transform)`,
    );
  const isEnlarged = async () => {
    const [first, second] = await transforms();
    return first === second && !first?.endsWith('scale(1)');
  };
  await page.keyboard.press('+');
  await eventually(isEnlarged).toBe(true);
  const before = await transforms();
  await pictures.first().focus();
  await page.keyboard.press('ArrowRight');
  await eventually(transforms).not.toEqual(before);
  expect(await isEnlarged()).toBe(true);
  await page.keyboard.press('f');
  await eventually(isEnlarged).toBe(false);
  await pictures.first().dblclick();
  await eventually(isEnlarged).toBe(true);
  expect(await page.getByRole('button', { name: 'First is better' }).getAttribute('aria-pressed')).toBe(
    'false',
  );
  await page.keyboard.press('0');

  await page.keyboard.press('v');
  const sources = () =>
    page.evaluate<number>(`new Set([...document.querySelectorAll('figure img')].map(({ src }) => src)).size`);
  await eventually(sources).toBe(1);
  await page.keyboard.press('v');
  await page.keyboard.press('v');
  await eventually(sources).toBe(2);
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await page.getByText(/answers, 1 by you/).waitFor();
});
