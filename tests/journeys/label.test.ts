import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CanvasPage } from './support/canvas.ts';
import { configured, only, tiny, weather } from './support/graphs.ts';
import { patient } from './support/patience.ts';
import { Served } from './support/served.ts';
import { eventually, openBrowser, Visitor } from './support/visitor.ts';

vi.setConfig(patient);

const PAIRS = 40;

/** Two people decide, a judge stands beside them, and a reward model learns from what they said. */
const peoplePipeline = configured(
  only(weather(), ['data', 'base', 'sft', 'samples', 'judge', 'labeling', 'reward']),
  {
    ...tiny,
    samples: { ...tiny.samples, promptLimit: PAIRS },
    labeling: { pairsPerPrompt: 1, judgeRole: 'beside', guidelines: 'Prefer the **friendly** answer.' },
  },
);

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** A labeler's page, and every answer of the runner to it. */
class LabelerPage {
  readonly page: Page;
  readonly received: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('response', async (response) => {
      if (response.url().includes('/trpc/')) this.received.push(await response.text().catch(() => ''));
    });
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
  async prompt(timeout?: number): Promise<string> {
    return this.pair.getByRole('region', { name: 'Prompt' }).innerText({ timeout });
  }

  /** Answers of all, wanted answers, and those of this labeler, as the page tells. */
  async progress(): Promise<{ done: number; total: number; mine: number }> {
    const line = await this.page.getByText(/^\d+ of \d+ answers, \d+ by you$/).innerText();
    const [done = 0, total = 0, mine = 0] = (line.match(/\d+/g) ?? []).map(Number);
    return { done, total, mine };
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
}

function summary(milliseconds: readonly number[]): string {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return `median ${median.toFixed(0)} ms, longest ${(sorted.at(-1) ?? Number.NaN).toFixed(0)} ms of ${sorted.length}`;
}

describe('labelers', () => {
  test('come in by a link, judge by keyboard, go back, reload, lose the line and skip; then the run goes on by itself', async () => {
    await using served = await Served.start();
    const graph = await served.create(peoplePipeline);
    await using lead = await Visitor.at(browser, served.link);
    await lead.page.goto(`${served.url}/graphs/${graph}`);
    const canvas = new CanvasPage(lead.page);
    await canvas.node('labeling').waitFor();
    await canvas.zoomIn(1);
    await lead.page.getByRole('button', { name: 'Run', exact: true }).click();
    await canvas.state('labeling', 'Waiting for people').waitFor();
    await canvas
      .node('labeling')
      .getByText(/^0 of \d+ judged/)
      .waitFor();
    await lead.picture('canvas-waiting');
    const run = await served.lastRun(graph);

    await lead.page.getByRole('link', { name: 'Last run: Waiting for people' }).click();
    await lead.page.getByRole('button', { name: 'Copy invite link' }).click();
    const invite = await lead.page.getByRole('textbox', { name: /invite link/i }).inputValue();
    await lead.picture('run-waiting');

    await using second = await Visitor.at(browser, invite);
    const bo = new LabelerPage(second.page);
    await bo.begin('Bo');
    await second.picture('labeling');
    await lead.page.getByRole('link', { name: 'Open the labeling page' }).click();
    const ada = new LabelerPage(lead.page);
    await ada.begin('Ada');
    expect(await ada.prompt()).not.toBe(await bo.prompt());

    const { total } = await bo.progress();
    expect(total).toBeGreaterThan(PAIRS - 6);
    const first = await bo.prompt();
    await bo.judge('1', 'Enter');
    await eventually(async () => (await bo.progress()).mine).toBe(1);
    await bo.press('Backspace');
    await eventually(() => bo.prompt()).toBe(first);
    await eventually(async () => (await bo.progress()).mine).toBe(0);
    expect(await bo.chosen()).toBe('First is better');

    await bo.press('2');
    const shown = await bo.pair.innerText();
    await bo.page.reload();
    await eventually(() => bo.prompt()).toBe(first);
    await eventually(() => bo.pair.innerText()).toBe(shown);
    expect(await bo.chosen()).toBe('Second is better');
    await bo.judge('Enter');
    await bo.judge('s');
    await eventually(async () => (await bo.progress()).mine).toBe(2);

    await second.offline(true);
    for (const key of ['1', '2', '3']) await bo.judge(key, 'Enter');
    await bo.page.getByText('No connection. 3 answers are kept in this browser').waitFor();
    await second.picture('labeling-offline');
    await second.offline(false);
    await eventually(async () => (await bo.progress()).mine).toBe(5);

    for (let open = [ada, bo]; open.length > 0; ) {
      const more = await Promise.all(open.map((one) => one.judge('1', 'Enter')));
      const going = open.filter((_, at) => more[at]);
      if (going.length === 0 && (await bo.progress()).done < total) break;
      open = going;
    }
    await bo.page.getByRole('heading', { name: 'All tasks are judged' }).waitFor();
    await second.picture('labeling-done');

    const { nodes } = await served.untilRun(run, 'succeeded');
    const judgements = nodes.find(({ node }) => node === 'labeling')?.outputs.judgements ?? '';
    const { rows } = await served.api.artifacts.rows.query({ id: judgements, offset: 0, limit: 200 });
    const people = rows.filter(({ labelerKind }) => labelerKind === 'person');
    expect(rows.length - people.length).toBe(total);
    expect(people.length).toBe(total);
    expect(new Set(people.map(({ taskId }) => taskId)).size).toBe(total);
    const byBo = people.filter(({ labeler }) => labeler === 'Bo').map(({ outcome }) => outcome);
    expect(byBo.filter((outcome) => outcome !== 'answered').toSorted()).toEqual(['skipped', 'tie']);
    expect(new Set(people.map(({ labeler }) => labeler))).toEqual(new Set(['Ada', 'Bo']));
    expect(nodes.find(({ node }) => node === 'reward')?.state).toBe('succeeded');
    const waits = await bo.page.evaluate(() =>
      performance.getEntriesByName('heed-labeling-next').map(({ duration }) => duration),
    );
    console.log(`from submitting to the next pair: ${summary(waits)}`);

    const completions = nodes.find(({ node }) => node === 'samples')?.outputs.completions ?? '';
    const written = await served.api.artifacts.rows.query({ id: completions, offset: 0, limit: 100 });
    const origins = [
      ...written.rows.flatMap(({ completionId, promptId }) => [completionId, promptId]),
      ...nodes.flatMap(({ outputs }) => Object.values(outputs)),
      'samples',
      'logProb',
      'Learn to converse',
    ] as string[];
    const told = [...bo.received, ...ada.received.filter((text) => !text.includes('"graph"'))].join('\n');
    expect(told).toContain('taskId');
    expect(origins.length).toBeGreaterThan(PAIRS * 4);
    for (const origin of origins) expect(told).not.toContain(origin);
  });
});
