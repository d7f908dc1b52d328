import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { configured, weather } from '../journeys/support/graphs.ts';
import { peopleOnly } from '../journeys/support/people.ts';
import { Served } from '../journeys/support/served.ts';
import { openBrowser, Visitor } from '../journeys/support/visitor.ts';

/** `npm run screenshots` takes these pictures anew, of a pipeline that it runs for them; `-- templates` only those. */
const folder = join(import.meta.dirname, '../../docs/pictures');
const wanted = process.argv.slice(2);
const WEBP_QUALITY = 82;
/** Drawings settle, fonts are there. */
const SETTLE_MS = 700;

/** Small enough for a minute, long enough for curves. */
const settings = {
  data: { limit: 600 },
  base: { layers: 1, width: 64, heads: 2, vocabularySize: 500 },
  sft: { epochs: 4, learningRate: 0.005 },
  samples: { promptLimit: 80, maxNewTokens: 24 },
  ppo: { updates: 30, rolloutsPerUpdate: 32, learningRate: 0.003, klCoefficient: 0.1, maxNewTokens: 24 },
  evaluate: { promptLimit: 24, maxNewTokens: 24 },
};

const widths = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const languages = { en: 'en-US', zh: 'zh-CN' };
const schemes = ['light', 'dark'] as const;

interface Shot {
  path: string;
  /** Waits until the page shows what it is about. */
  ready(page: Page): Promise<unknown>;
}

async function makeShots(served: Served): Promise<Record<string, Shot>> {
  const graph = await served.create(configured(weather(), settings));
  const people = await served.create(peopleOnly());
  const { id: run } = await served.api.runs.start.mutate({ graphId: graph, idempotencyKey: 'pictures' });
  const waiting = await served.api.runs.start.mutate({ graphId: people, idempotencyKey: 'pictures-people' });
  await served.untilRun(waiting.id, 'waiting_human');
  await served.untilRun(run, 'succeeded');
  return {
    pipelines: { path: '/', ready: (page) => page.locator('main li').first().waitFor() },
    templates: {
      path: '/templates',
      ready: (page) => page.locator('main svg[role=img]').first().waitFor(),
    },
    canvas: {
      path: `/graphs/${graph}`,
      ready: (page) => page.locator('.react-flow__node[data-id=export]').waitFor(),
    },
    run: { path: `/runs/${run}?node=ppo`, ready: (page) => page.locator('canvas').first().waitFor() },
    comparison: {
      path: `/runs/${run}?output=evaluate.report`,
      ready: (page) => page.getByRole('heading', { name: /^y2/ }).first().waitFor(),
    },
    labeling: {
      path: `/label/${waiting.id}/labeling`,
      async ready(page) {
        const name = page.locator('main input').first();
        await name.fill('Ada');
        await page.keyboard.press('Enter');
        await page.getByRole('article').first().waitFor();
      },
    },
    settings: { path: '/settings/people', ready: (page) => page.locator('main section').first().waitFor() },
  };
}

/** Takes what the window shows as a small file. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(SETTLE_MS);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: WEBP_QUALITY });
  await session.detach();
  writeFileSync(join(folder, `${name}.webp`), Buffer.from(data, 'base64'));
  console.log(name);
}

mkdirSync(folder, { recursive: true });
const served = await Served.start();
const browser = await openBrowser();
try {
  const shots = await makeShots(served);
  await using owner = await Visitor.at(browser, served.link);
  const cookies = await owner.cookies();
  for (const [language, locale] of Object.entries(languages)) {
    for (const [device, viewport] of Object.entries(widths)) {
      for (const colorScheme of schemes) {
        const options = { cookies, locale, viewport, colorScheme };
        await using visitor = await Visitor.at(browser, served.url, options);
        for (const [name, { path, ready }] of Object.entries(shots)) {
          if (wanted.length > 0 && !wanted.includes(name)) continue;
          await visitor.page.goto(`${served.url}${path}`);
          await ready(visitor.page);
          await take(visitor.page, [name, device, colorScheme, language].join('-'));
        }
      }
    }
  }
} finally {
  await browser.close();
  await served[Symbol.asyncDispose]();
}
