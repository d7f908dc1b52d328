import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser, Visitor } from '../journeys/support/visitor.ts';
import { type Subjects, serveSubjects } from './subjects.ts';

/**
 * `npm run screenshots` takes these pictures anew, of the classic template that it runs for them as it ships, once for
 * each state of the sources; `-- templates` only those.
 */
const folder = join(import.meta.dirname, '../../docs/pictures');
const wanted = process.argv.slice(2);
const WEBP_QUALITY = 82;
/** Drawings settle, fonts are there. */
const SETTLE_MS = 700;

const widths = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const languages = [
  ['en', 'en-US'],
  ['zh', 'zh-CN'],
] as const;
const schemes = ['light', 'dark'] as const;

interface Shot {
  path: string;
  /** Waits until the page shows what it is about. */
  ready(page: Page): Promise<unknown>;
}

function shotsOf({ graph, run, waiting }: Subjects): Record<string, Shot> {
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
      async ready(page) {
        const pair = page.getByRole('heading', { name: /^y2/ }).first();
        await pair.waitFor();
        await pair.evaluate((heading) => heading.scrollIntoView({ block: 'center' }));
      },
    },
    labeling: {
      path: `/label/${waiting}/labeling`,
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

const names = Object.keys(shotsOf({ graph: '', run: '', waiting: '' }));
const unknown = wanted.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`There is no picture "${unknown}"; choose from ${names.join(', ')}.`);
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
try {
  for (const [language, locale] of languages) {
    const { served, subjects } = await serveSubjects(language);
    await using _ended = served;
    await using owner = await Visitor.at(browser, served.link);
    const cookies = await owner.cookies();
    for (const [device, viewport] of Object.entries(widths)) {
      for (const colorScheme of schemes) {
        const options = { cookies, locale, viewport, colorScheme };
        await using visitor = await Visitor.at(browser, served.url, options);
        for (const [name, { path, ready }] of Object.entries(shotsOf(subjects))) {
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
}
