import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { violations } from './support/axe.ts';
import { CanvasPage } from './support/canvas.ts';
import { configured, only, tiny, weather } from './support/graphs.ts';
import { patient } from './support/patience.ts';
import { Served } from './support/served.ts';
import { openBrowser, Visitor } from './support/visitor.ts';

vi.setConfig(patient);

const template = configured(weather(), tiny);
const waiting = configured(only(template, ['data', 'base', 'sft', 'samples', 'labeling']), {
  samples: { promptLimit: 3 },
});

let browser: Awaited<ReturnType<typeof openBrowser>>;
let served: Served;
/** Pipelines whose last run is done, waits for people, and failed; and those runs. */
let graphs: Record<'done' | 'waiting' | 'failed', string>;
let runs: typeof graphs;
let cookies: Awaited<ReturnType<Visitor['cookies']>>;

async function start(graph: string): Promise<string> {
  return (await served.api.runs.start.mutate({ graphId: graph, idempotencyKey: `accessible-${graph}` })).id;
}

beforeAll(async () => {
  [browser, served] = await Promise.all([openBrowser(), Served.start()]);
  const failing = configured(only(template, ['data']), { data: { file: 'gone.jsonl' } });
  graphs = {
    done: await served.create(template),
    waiting: await served.create(waiting),
    failed: await served.create(failing),
  };
  runs = {
    done: await start(graphs.done),
    waiting: await start(graphs.waiting),
    failed: await start(graphs.failed),
  };
  await served.untilRun(runs.done, 'succeeded');
  await served.untilRun(runs.waiting, 'waiting_human');
  await served.untilRun(runs.failed, 'failed');
  await using owner = await Visitor.at(browser, served.link);
  cookies = await owner.cookies();
});
afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
});

interface Screen {
  path(): string;
  /** Waits until everything is there. */
  ready(page: Page): Promise<unknown>;
}

const screens: Record<string, Screen> = {
  pipelines: {
    path: () => '/',
    ready: (page) => page.getByRole('link', { name: 'Last run: Succeeded' }).waitFor(),
  },
  templates: {
    path: () => '/templates',
    ready: (page) =>
      page
        .getByRole('img', { name: /^Picture of/ })
        .first()
        .waitFor(),
  },
  'canvas of a finished run': {
    path: () => `/graphs/${graphs.done}`,
    async ready(page) {
      const canvas = new CanvasPage(page);
      await canvas.state('export', 'Done').waitFor();
      await canvas.node('sft').click();
      await canvas.inspector.getByLabel('Learning rate', { exact: true }).waitFor();
    },
  },
  'canvas that waits for people': {
    path: () => `/graphs/${graphs.waiting}`,
    async ready(page) {
      const canvas = new CanvasPage(page);
      await canvas.state('labeling', 'Waiting for people').waitFor();
      await canvas.zoomIn(2);
    },
  },
  'page of a run': {
    path: () => `/runs/${runs.done}?node=ppo`,
    ready: (page) => page.getByRole('img', { name: /^KL per answer: / }).waitFor(),
  },
  'page of a failed run': {
    path: () => `/runs/${runs.failed}`,
    ready: (page) => page.getByRole('alert').waitFor(),
  },
  'comparison of answers': {
    path: () => `/runs/${runs.done}?output=evaluate.report`,
    ready: (page) => page.getByRole('heading', { name: 'y2 tuned' }).first().waitFor(),
  },
  'table of preferences': {
    path: () => `/runs/${runs.done}?output=labeling.preferences`,
    ready: (page) => page.getByRole('gridcell').first().waitFor(),
  },
  'labeling page': {
    path: () => `/label/${runs.waiting}/labeling`,
    async ready(page) {
      await page.getByLabel('Display name').fill('Ada');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'First is better' }).waitFor();
    },
  },
};

test.each(Object.entries(screens))('the %s meets WCAG A and AA in light and dark', async (name, screen) => {
  await using visitor = await Visitor.at(browser, served.url, { cookies });
  const { page } = visitor;
  await page.goto(`${served.url}${screen.path()}`);
  await screen.ready(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await visitor.picture(`${colorScheme}-${name.replaceAll(' ', '-')}`);
    expect(await violations(page)).toEqual([]);
  }
});
