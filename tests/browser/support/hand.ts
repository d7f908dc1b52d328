import type { Page } from 'playwright-core';
import { eventually } from '../../journeys/support/visitor.ts';

/** So many presses of Tab lead through any page of these tests. */
const MOST_TABS = 150;

/** Runs in the page. */
const FOCUSED = `(() => {
  const focus = document.activeElement;
  if (!focus || focus === document.body) return '';
  const named = focus.getAttribute('aria-label') ?? focus.labels?.[0]?.textContent;
  return (named ?? focus.textContent ?? '').trim();
})()`;

/** Somebody who has a keyboard and no pointer. */
export class Hand {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Presses keys one after the other: `hand.press('Control+k', 'Escape')`. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** What has the focus, as a screen reader names it; empty where nothing has it. */
  focused(): Promise<string> {
    return this.page.evaluate<string>(FOCUSED);
  }

  /** Goes on with Tab until something of this name has the focus. */
  async tabTo(name: RegExp, key = 'Tab'): Promise<void> {
    const passed: string[] = [];
    for (let count = 0; count < MOST_TABS; count++) {
      const focused = await this.focused();
      if (name.test(focused)) return;
      passed.push(focused);
      await this.press(key);
    }
    throw new Error(`Tab leads to no ${name}, only to: ${[...new Set(passed)].join(' | ')}`);
  }

  /** Does what the palette lists under a text. */
  async find(text: string): Promise<void> {
    await this.press('Control+k');
    await eventually(() => this.focused()).toBe('Type what you want to do or go to');
    await this.type(text);
    await this.page.locator('[data-selected]', { hasText: text }).waitFor();
    await this.press('Enter');
    await this.page.getByLabel('Type what you want to do or go to').waitFor({ state: 'detached' });
  }

  /** Goes to a node or wire on the canvas. */
  async goTo(thing: RegExp): Promise<void> {
    await this.press('Escape');
    await this.page.evaluate(`document.querySelector('.react-flow').focus()`);
    await this.tabTo(thing);
  }

  /** Goes to something on the canvas and selects it. */
  async choose(thing: RegExp): Promise<void> {
    await this.goTo(thing);
    await this.press('Enter');
  }

  /** Chooses an item of the menu of what has the focus. */
  async menu(item: string): Promise<void> {
    await this.press('Shift+F10');
    const menu = this.page.getByRole('menu').last();
    await menu.waitFor();
    await eventually(() => menu.locator(':focus').count()).toBe(1);
    for (let count = 0; count < MOST_TABS; count++) {
      if ((await this.focused()).startsWith(item)) {
        await this.press('Enter');
        return;
      }
      await this.press('ArrowDown');
    }
    throw new Error(`The menu has no item ${item}: ${await menu.innerText()}`);
  }
}
