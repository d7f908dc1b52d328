import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { expect } from 'vitest';
import { chromiumFlags, findChromium } from '../../support/chromium.ts';
import { PATIENCE_MS } from './patience.ts';

/** `await eventually(() => locator.inputValue()).toBe('0.2')`: asks again until it is so. */
export function eventually<Value>(ask: () => Promise<Value> | Value) {
  return expect.poll(ask, { timeout: PATIENCE_MS, interval: 50 });
}

/** Starts the browser of a test file. */
export async function openBrowser(): Promise<Browser & AsyncDisposable> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('Chromium is missing; run "node tests/support/chromium.ts".');
  return chromium.launch({ executablePath, args: chromiumFlags, chromiumSandbox: false });
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

interface VisitorOptions extends BrowserContextOptions {
  /** Those of an earlier visit, to come in without a link. */
  cookies?: Cookies;
  /** Has never been here before, and is offered the tour. */
  isNew?: boolean;
  /** Origins of other machines that may be asked. */
  others?: readonly string[];
}

/** A person at a browser of their own, and everything that went wrong before them. */
export class Visitor implements AsyncDisposable {
  readonly page: Page;
  readonly #context: BrowserContext;
  /** Dialogs, uncaught errors and requests to other machines. */
  readonly trouble: string[] = [];
  /** The address of every request. */
  readonly requested: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
  }

  static async at(browser: Browser, link: string, options: VisitorOptions = {}): Promise<Visitor> {
    const { cookies, isNew, others = [], ...contextOptions } = options;
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-US',
      colorScheme: 'light',
      reducedMotion: 'reduce',
      ...contextOptions,
    });
    await context.addCookies(cookies ?? []);
    context.setDefaultTimeout(PATIENCE_MS);
    if (!isNew)
      await context.addInitScript(
        `if (location.origin !== 'null') localStorage.setItem('heed.tour', 'seen')`,
      );
    const visitor = new Visitor(context, await context.newPage());
    visitor.#watch([new URL(link).origin, ...others]);
    await visitor.page.goto(link);
    return visitor;
  }

  #watch(origins: readonly string[]): void {
    this.#context.on('request', (request) => {
      const url = new URL(request.url());
      this.requested.push(url.href);
      const isHere = origins.includes(url.origin) || ['data:', 'blob:'].includes(url.protocol);
      if (!isHere) this.trouble.push(`request to ${request.url()}`);
    });
    this.#context.on('weberror', (error) => this.trouble.push(`error: ${error.error().message}`));
    this.page.on('dialog', (dialog) => {
      this.trouble.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  /** Cuts this browser off from everything, or lets it through again. */
  offline(cut: boolean): Promise<void> {
    return this.#context.setOffline(cut);
  }

  cookies(): Promise<Cookies> {
    return this.#context.cookies();
  }

  /** Keeps a picture where `HEED_SCREENSHOTS` names a folder. */
  async picture(name: string): Promise<void> {
    const folder = process.env.HEED_SCREENSHOTS;
    if (folder) await this.page.screenshot({ path: `${folder}/${name}.png` });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context.close();
    expect(this.trouble).toEqual([]);
  }
}
