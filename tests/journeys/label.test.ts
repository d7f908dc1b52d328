import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CanvasPage } from './support/canvas.ts';
import { configured, only, tiny, weather } from './support/graphs.ts';
import { patient } from './support/patience.ts';
import { Served } from './support/served.ts';
import { eventually, openBrowser, Visitor } from './support/visitor.ts';

vi.setConfig(patient);

const PAIRS = 6;

/** Without a judge: people decide, and a reward model learns from what they said. */
const peoplePipeline = configured(only(weather(), ['data', 'base', 'sft', 'samples', 'labeling', 'reward']), {
  ...tiny,
  samples: { ...tiny.samples, promptLimit: PAIRS },
  labeling: { pairsPerPrompt: 1, guidelines: 'Prefer the friendly answer.' },
});

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
  async prompt(): Promise<string> {
    return this.pair.getByRole('region', { name: 'Prompt' }).innerText();
  }

  async counts(done: number, mine: number): Promise<void> {
    await this.page.getByText(`${done} of ${PAIRS} answers, ${mine} by you`).waitFor();
  }

  /** Presses keys on the page, one after the other. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
}

describe('labelers', () => {
  test('come in by a link, judge by keyboard, go back and skip; then the run goes on by itself', async () => {
    await using served = await Served.start();
    const graph = await served.create(peoplePipeline);
    await using lead = await Visitor.at(browser, served.link);
    await lead.page.goto(`${served.url}/graphs/${graph}`);
    const canvas = new CanvasPage(lead.page);
    await canvas.node('labeling').waitFor();
    await canvas.zoomIn(1);
    await lead.page.getByRole('button', { name: 'Run', exact: true }).click();
    await canvas.state('labeling', 'Waiting for people').waitFor();
    await canvas.node('labeling').getByText(`0 of ${PAIRS} judged`).waitFor();
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

    const mind = await bo.prompt();
    await bo.press('1', 'Enter');
    await bo.counts(1, 1);
    await bo.press('Backspace');
    await bo.counts(0, 0);
    await eventually(() => bo.prompt()).toBe(mind);
    await bo.press('2', 'Enter');
    await bo.counts(1, 1);
    await bo.press('s');
    await bo.counts(2, 2);

    for (let mine = 1; mine <= PAIRS - 3; mine++) {
      await ada.press('1', 'Enter');
      await ada.counts(2 + mine, mine);
    }
    await ada.page.getByRole('heading', { name: 'No pair for you right now' }).waitFor();
    await bo.press('2', 'Enter');
    await bo.page.getByRole('heading', { name: 'All pairs are judged' }).waitFor();
    await second.picture('labeling-done');

    const { nodes } = await served.untilRun(run, 'succeeded');
    const judgements = nodes.find(({ node }) => node === 'labeling')?.outputs.judgements ?? '';
    const { rows } = await served.api.artifacts.rows.query({ id: judgements, offset: 0, limit: 100 });
    const side = (row: (typeof rows)[number]) => (row.chosenId === row.firstId ? 'first' : 'second');
    const said = rows.map((row) => `${row.labeler} ${row.outcome === 'answered' ? side(row) : row.outcome}`);
    expect(said.toSorted()).toEqual([
      ...Array(PAIRS - 3).fill('Ada first'),
      ...['Bo second', 'Bo second', 'Bo skipped'],
    ]);

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
