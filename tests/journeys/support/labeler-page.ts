import { setTimeout } from 'node:timers/promises';
import type { Response } from 'playwright-core';
import type { Visitor } from './visitor.ts';

/** A labeler's page at a batch of pairs, by what a person sees on it. */
export class LabelerPage {
  readonly page: Visitor['page'];
  readonly #received: Promise<Received>[] = [];

  constructor({ page }: Pick<Visitor, 'page'>) {
    this.page = page;
    page.context().on('response', (response) => this.#received.push(receive(response)));
  }

  /** Every answer of the runner to this browser so far, whole. */
  received(): Promise<Received[]> {
    return Promise.all(this.#received);
  }

  async begin(name: string): Promise<void> {
    await this.page.getByLabel('Display name').fill(name);
    await this.page.keyboard.press('Enter');
    await this.pair.waitFor();
  }

  get pair() {
    return this.page.getByRole('article', { name: 'Which answer is better?' });
  }

  /** What the pair on screen asks. */
  prompt(timeout?: number): Promise<string> {
    return this.pair.getByRole('region', { name: 'Prompt' }).innerText({ timeout });
  }

  /** Answers of all, wanted answers, and those of this labeler, as the page tells. */
  async progress(): Promise<{ done: number; total: number; mine: number }> {
    const line = await this.page.getByText(/^\d+ of \d+ answers, \d+ by you$/).innerText();
    const [done = 0, total = 0, mine = 0] = (line.match(/\d+/g) ?? []).map(Number);
    return { done, total, mine };
  }

  /** The key that prefers the longer answer, as two people who read both would. */
  async longer(): Promise<string> {
    const answer = (name: string) => this.pair.getByRole('region', { name }).innerText();
    const [first, second] = await Promise.all([answer('First answer'), answer('Second answer')]);
    return second.length > first.length ? '2' : '1';
  }

  /** Judges by keyboard and waits for the next pair; false where there is none. */
  async judge(...keys: string[]): Promise<boolean> {
    const before = await this.prompt();
    await this.press(...keys);
    const rest = this.page.getByRole('heading', { name: /^(All tasks are judged|No task for you)/ });
    for (;;) {
      if (await rest.isVisible()) return false;
      // between two looks the last pair may have gone
      const now = await this.prompt(1000).catch(() => before);
      if (now !== before) return true;
      await this.page.waitForTimeout(5);
    }
  }

  /** What the chosen button says, without its key. */
  async chosen(): Promise<string | undefined> {
    const button = this.pair.locator('[data-choice][aria-pressed=true]');
    return (await button.first().innerText()).trim();
  }

  /** Presses keys on the page, one after the other. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Milliseconds from each submitting to the next pair on screen, since the page was loaded. */
  waits(): Promise<number[]> {
    return this.page.evaluate(() =>
      performance.getEntriesByName('heed-labeling-next').map(({ duration }) => duration),
    );
  }
}

/** One answer of the runner as the browser got it; no body where HTTP has none or where it could not be read. */
export interface Received {
  path: string;
  status: number;
  /** Address, headers and body, in one text. */
  text: string;
  isWhole: boolean;
}

/** The body of an answer that was cut off by a reload never comes. */
const READ_MS = 5_000;

async function receive(response: Response): Promise<Received> {
  const status = response.status();
  const isEmpty = status === 204 || (status >= 300 && status < 400);
  const headers = response.headers();
  const read = response.body().catch(() => undefined);
  const taken = isEmpty ? Buffer.alloc(0) : await Promise.race([read, setTimeout(READ_MS, undefined)]);
  const body = taken ?? (await readAgain(response).catch(() => undefined));
  const text = [response.url(), JSON.stringify(headers), body?.toString('utf8')].join('\n');
  return { path: new URL(response.url()).pathname, status, text, isWhole: body !== undefined };
}

/** A busy browser drops the body of a page that was left; the same file can be had again, if its tag is the same. */
async function readAgain(response: Response): Promise<Buffer | undefined> {
  const { etag } = response.headers();
  if (etag === undefined) return undefined;
  const again = await response.frame().page().context().request.get(response.url());
  return again.headers().etag === etag ? again.body() : undefined;
}
