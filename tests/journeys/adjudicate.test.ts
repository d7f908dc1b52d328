import { randomUUID } from 'node:crypto';
import { pairAnswer } from '@heed/labeling/testing.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { violations } from './support/axe.ts';
import { patient } from './support/patience.ts';
import { peopleOnly } from './support/people.ts';
import { Served } from './support/served.ts';
import { openBrowser, Visitor } from './support/visitor.ts';

vi.setConfig(patient);

/** Tasks on which the two labelers say different things. */
const DIVIDED = 3;

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Answers everything by the API: the answer whose text comes first in the alphabet, or last for the first tasks. */
async function label(
  { api }: Served,
  run: string,
  labeler: string,
  last: ReadonlySet<string>,
): Promise<string[]> {
  const at = { run, node: 'labeling', labeler, ahead: 0 };
  const prompts: string[] = [];
  let { tasks } = await api.labeling.work.mutate({ ...at, active: true });
  for (let [task] = tasks; task; [task] = tasks) {
    const [first = '', second = ''] = task.candidates.map(({ text }) => text);
    const isFirst = first < second !== last.has(task.prompt);
    prompts.push(task.prompt);
    const value = { ...pairAnswer(isFirst ? 'first' : 'second').value, critique: `${labeler} has a reason.` };
    const answer = { taskId: task.taskId, outcome: 'answered' as const, value, timeMs: 3000 };
    const sent = { ...at, answer: { ...answer, idempotencyKey: randomUUID() } };
    ({ tasks } = await api.labeling.answer.mutate(sent));
  }
  return prompts;
}

test('a named person decides disagreements: blind first, then knowing what was said; the rest is left, and the run goes on', async () => {
  await using served = await Served.start();
  const graph = await served.create(
    peopleOnly({ overlap: 2, adjudication: 'disagreement', critique: 'optional', repeatRate: 0 }),
  );
  const { id: run } = await served.api.runs.start.mutate({ graphId: graph, idempotencyKey: randomUUID() });
  await served.untilRun(run, 'waiting_human');
  const prompts = await label(served, run, 'Ada', new Set());
  await label(served, run, 'Bo', new Set(prompts.slice(0, DIVIDED)));

  await using lead = await Visitor.at(browser, served.link);
  await lead.page.goto(`${served.url}/runs/${run}?node=labeling`);
  await lead.page.getByText(`${DIVIDED} disagreements wait for a decision`).waitFor();
  await lead.page.getByRole('button', { name: 'Link for who decides' }).click();
  const link = await lead.page.getByRole('textbox', { name: 'Link for the one who decides' }).inputValue();
  await lead.picture('run-disagreements');

  await using visitor = await Visitor.at(browser, link);
  const { page } = visitor;
  const received: string[] = [];
  page.on('response', async (response) => {
    if (response.url().includes('/trpc/')) received.push(await response.text().catch(() => ''));
  });
  await page.getByLabel('Display name').fill('Dr. Lin');
  await page.keyboard.press('Enter');
  const article = page.getByRole('article');
  await article.waitFor();
  await page.keyboard.press('1');
  await page.reload();
  await article.waitFor();
  await expect.poll(() => page.locator('[data-choice][aria-pressed=true]').count()).toBe(1);
  expect(received.join('\n')).not.toContain('has a reason');
  await visitor.picture('adjudicate-blind');
  await page.keyboard.press('Enter');
  const said = page.getByRole('region', { name: 'What the labelers said' });
  await said.getByText('Ada has a reason.').waitFor();
  expect(await said.getByText(/^Labeler \d$/).count()).toBe(2);
  expect(received.join('\n')).not.toMatch(/"(Ada|Bo)"/);
  expect(await violations(page)).toEqual([]);
  await visitor.picture('adjudicate-decide');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await page.getByText('2 disagreements wait for a decision').waitFor();

  await page.keyboard.press('Backspace');
  await said.waitFor();
  await page.getByText(`${DIVIDED} disagreements wait for a decision`).waitFor();
  await page.keyboard.press('3');
  await page.keyboard.press('Enter');
  await page.getByText('2 disagreements wait for a decision').waitFor();
  const drafts = () => Object.keys(localStorage).filter((key) => key.endsWith('.adjudication'));
  expect(await page.evaluate(drafts)).toEqual([]);

  await lead.page.goto(`${served.url}/quality/${run}/labeling`);
  await lead.page.getByText('2 disagreements wait for a decision').waitFor();
  await lead.page.getByRole('region', { name: 'Rounds' }).getByText('2 answers a task').waitFor();
  await lead.picture('quality-disagreements');
  await lead.page.getByRole('button', { name: 'Leave undecided' }).click();
  await lead.page.getByRole('dialog').getByRole('button', { name: 'Leave undecided' }).click();
  const { nodes } = await served.untilRun(run, 'succeeded');
  await page.reload();
  await page.getByRole('heading', { name: 'All disagreements are decided' }).waitFor();
  const judgements = nodes.find(({ node }) => node === 'labeling')?.outputs.judgements ?? '';
  const { rows } = await served.api.artifacts.rows.query({ id: judgements, offset: 0, limit: 500 });
  const decided = rows.filter(({ selection }) => selection === 'adjudication');
  expect(decided.map(({ labeler, outcome }) => [labeler, outcome])).toEqual([['Dr. Lin', 'tie']]);
  expect([...lead.trouble, ...visitor.trouble]).toEqual([]);
});
