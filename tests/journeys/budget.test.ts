import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { editorFolder } from '../../apps/runner/src/api/http/editor.ts';
import { weather } from './support/graphs.ts';
import { patient } from './support/patience.ts';
import { peopleOnly } from './support/people.ts';
import { Served } from './support/served.ts';
import { openBrowser, Visitor } from './support/visitor.ts';

vi.setConfig(patient);

let browser: Awaited<ReturnType<typeof openBrowser>>;
let served: Served;
let cookies: Awaited<ReturnType<Visitor['cookies']>>;
/** Addresses of the pages with a budget. */
const paths = { canvas: '', labeling: '' };

beforeAll(async () => {
  [browser, served] = await Promise.all([openBrowser(), Served.start()]);
  // notes stand as plain text until their Markdown is fetched, which may be before or after the last node is drawn
  const canvas = await served.create({ ...weather(), notes: [] });
  const people = await served.create(peopleOnly());
  const run = await served.api.runs.start.mutate({ graphId: people, idempotencyKey: 'budget-labeling' });
  await served.untilRun(run.id, 'waiting_human');
  Object.assign(paths, { canvas: `/graphs/${canvas}`, labeling: `/label/${run.id}/labeling` });
  await using owner = await Visitor.at(browser, served.link);
  cookies = await owner.cookies();
});
afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
});

/** Kilobytes of JavaScript, compressed as servers do, that were asked for. */
function kilobytes(requested: readonly string[]): number {
  const files = new Set(requested.map((url) => new URL(url).pathname).filter((path) => path.endsWith('.js')));
  const sizes = [...files].map((path) => gzipSync(readFileSync(join(editorFolder, path))).byteLength);
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

test.each<['canvas' | 'labeling', number, (page: Page) => Promise<void>]>([
  ['canvas', 500, (page) => page.getByRole('group', { name: /, node export$/ }).waitFor()],
  ['labeling', 200, (page) => page.getByLabel('Display name').waitFor()],
])('the page of the %s needs less than %i KB of JavaScript to be drawn', async (name, most, drawn) => {
  await using visitor = await Visitor.at(browser, `${served.url}${paths[name]}`, { cookies });
  await drawn(visitor.page);
  expect(kilobytes(visitor.requested)).toBeLessThan(most);
});
