import type { Browser } from 'playwright-core';
import { violations } from './axe.ts';
import type { Furnished } from './furnished.ts';
import { foreignTexts } from './language.ts';
import { ownWords } from './own-words.ts';
import type { Place } from './places.ts';
import { Visitor } from './visitor.ts';

/** How somebody looks at a page. */
export interface Manner {
  language: 'en' | 'zh';
  scheme: 'light' | 'dark';
  width: 1440 | 390;
}

/** What opens over the page and is to be seen as a whole, if need be by scrolling in it. */
const OPENED = '[role=dialog], [role=menu], [role=listbox], .mantine-Popover-dropdown';
/** Runs in the page: the names of what lies open and partly outside of the window. */
const OUTSIDE = `[...document.querySelectorAll('${OPENED}')]
  .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
  })
  .map((one) => one.getAttribute('aria-label') ?? one.textContent.slice(0, 60))`;

const LOADING = /^(Loading…|加载中…)$/;

/** Looks at pages of a furnished server in every manner, and says what is wrong with them. */
export class Inspection {
  readonly #furnished: Furnished;
  readonly #browser: Browser;
  readonly #own: ReadonlySet<string>;
  readonly #cookies: Awaited<ReturnType<Visitor['cookies']>>;

  private constructor(
    furnished: Furnished,
    browser: Browser,
    own: ReadonlySet<string>,
    cookies: Awaited<ReturnType<Visitor['cookies']>>,
  ) {
    this.#furnished = furnished;
    this.#browser = browser;
    this.#own = own;
    this.#cookies = cookies;
  }

  static async begin(browser: Browser, furnished: Furnished): Promise<Inspection> {
    await using owner = await Visitor.at(browser, furnished.served.link);
    const cookies = await owner.cookies();
    return new Inspection(furnished, browser, await ownWords(furnished), cookies);
  }

  /** A member who sees the editor in this manner. */
  visit({ language, scheme, width }: Manner): Promise<Visitor> {
    return Visitor.at(this.#browser, this.#furnished.served.url, {
      cookies: this.#cookies,
      locale: language === 'zh' ? 'zh-CN' : 'en-US',
      colorScheme: scheme,
      viewport: { width, height: width === 390 ? 844 : 900 },
    });
  }

  /** Goes to a place and waits until it is drawn. */
  async go({ page }: Visitor, place: Place): Promise<void> {
    const { served, names } = this.#furnished;
    await page.goto(`${served.url}${place.path(names)}`);
    await page.locator(place.ready).first().waitFor();
    await place.open?.(page);
    await page.getByRole('status').filter({ hasText: LOADING }).first().waitFor({ state: 'hidden' });
  }

  /** Texts in another language than the page's. */
  foreign({ page }: Visitor, language: Manner['language']): Promise<string[]> {
    return foreignTexts(page, language, this.#own);
  }

  /** What is wrong with what a visitor sees now. */
  async faults(visitor: Visitor, { language, width }: Manner) {
    const { page } = visitor;
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    return {
      violations: await violations(page),
      foreign: await this.foreign(visitor, language),
      tooWide: Math.max(0, wide - width),
      outside: await page.evaluate<string[]>(OUTSIDE),
    };
  }
}

/** A page without a fault. */
export const faultless = { violations: [], foreign: [], tooWide: 0, outside: [] };
