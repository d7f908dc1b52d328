import type { JudgementEvent } from '@heed/labeling/formats/events/event.ts';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from '../journeys/support/axe.ts';
import { LabelerPage } from '../journeys/support/labeler-page.ts';
import { peopleOnly } from '../journeys/support/people.ts';
import { useStage } from '../journeys/support/stage.ts';
import { eventually, Visitor } from '../journeys/support/visitor.ts';
import { labelingGraph, waitingPage } from './support/labeled.ts';

const stage = useStage();

/** Ada before the first pair of a new batch. */
async function begin(name: string) {
  const graphId = await stage.served.create(peopleOnly({ repeatRate: 0, goldRate: 0 }));
  const idempotencyKey = `labeling-${name}`;
  const { id: run } = await stage.served.api.runs.start.mutate({ graphId, idempotencyKey });
  await stage.served.untilRun(run, 'waiting_human');
  const visitor = await stage.visit(`/label/${run}/labeling`);
  const ada = new LabelerPage(visitor);
  await ada.begin('Ada');
  return { run, visitor, ada };
}

/** The record of a batch, in the order in which it came: what was asked, and what was said. */
async function recordOf(page: Page, run: string): Promise<{ prompt: string; said: string }[]> {
  const url = `${stage.served.url}/labels/export?run=${run}&node=labeling&format=heed`;
  const answer = await page.context().request.get(url);
  return (await answer.text())
    .trim()
    .split('\n')
    .map((line) => {
      const { prompt, event, outcome, chosen, candidates } = JSON.parse(line) as JudgementEvent;
      const place = candidates.findIndex(({ id }) => id === chosen) + 1;
      return { prompt, said: `${event}: ${outcome === 'answered' ? place : outcome}` };
    });
}

/** Can the page be opened again without a connection? */
const isKept = (page: Page) =>
  page.evaluate<boolean>(
    `caches.match('/label/').then((page) => Boolean(page) && navigator.serviceWorker.controller !== null)`,
  );

/** The prompt as the record has it. */
const asked = async (ada: LabelerPage) => (await ada.prompt()).replace(/^Prompt\s+/i, '').trim();

test('without a connection a labeler answers, reloads, finds the next pair with its draft, and goes on; every answer arrives once', async () => {
  const { run, visitor, ada } = await begin('offline');
  await using _ = visitor;
  const { page } = ada;
  await eventually(() => isKept(page)).toBe(true);
  const prompts = [await asked(ada)];
  await ada.judge('1', 'Enter');
  await eventually(async () => (await ada.progress()).mine).toBe(1);

  // what the page has kept is enough, whatever the browser has thrown away of its own
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  await visitor.offline(true);
  prompts.push(await asked(ada));
  await ada.judge('2', 'Enter');
  await page.getByText('No connection. 1 answer is kept in this browser').waitFor();
  expect(await page.getByText('The runner does not answer').count()).toBe(0);
  await ada.press('3');
  prompts.push(await asked(ada));
  const shown = await ada.pair.innerText();
  await page.reload();
  await eventually(() => ada.pair.innerText()).toBe(shown);
  expect(await ada.chosen()).toBe('Equally good');
  await page.getByText('No connection. 1 answer is kept in this browser').waitFor();
  await visitor.picture('labeling-offline-reload');
  await ada.judge('Enter');
  await page.getByText('No connection. 2 answers are kept in this browser').waitFor();

  // a second reload, now with answers from before and after the first one
  await page.reload();
  await page.getByText('No connection. 2 answers are kept in this browser').waitFor();
  prompts.push(await asked(ada));
  await ada.press('4', 'Enter');
  await page.getByText('No connection. 3 answers are kept in this browser').waitFor();
  await visitor.picture('labeling-offline-used-up');

  await visitor.offline(false);
  await eventually(async () => (await ada.progress()).mine).toBe(4);
  expect(await page.getByText('No connection').count()).toBe(0);
  const saids = ['answer: 1', 'answer: 2', 'answer: tie', 'answer: both-bad'];
  expect(await recordOf(page, run)).toEqual(prompts.map((prompt, place) => ({ prompt, said: saids[place] })));
  prompts.push(await asked(ada));
  await ada.judge('1', 'Enter');
  expect(new Set(prompts).size).toBe(5);
});

test('of two tabs of one labeler the one opened last takes answers, with the draft of the other; nothing is answered twice or lost', async () => {
  const { run, visitor, ada } = await begin('tabs');
  await using _ = visitor;
  const { page } = ada;
  const elsewhere = (tab: Page) => tab.getByRole('heading', { name: 'You went on in another tab' });
  const prompts = [await asked(ada)];
  await ada.press('2');

  const second = new LabelerPage({ page: await page.context().newPage() });
  await second.page.goto(page.url());
  await elsewhere(page).waitFor();
  await visitor.picture('labeling-other-tab');
  await eventually(() => second.chosen()).toBe('Second is better');
  expect(await asked(second)).toBe(prompts[0]);
  // keys in the tab that rests do nothing
  await ada.press('1', 'Enter');
  await second.judge('Enter');
  await eventually(async () => (await second.progress()).mine).toBe(1);
  prompts.push(await asked(second));
  await second.press('3');

  await page.getByRole('button', { name: 'Go on here' }).click();
  await elsewhere(second.page).waitFor();
  await eventually(() => ada.chosen()).toBe('Equally good');
  await visitor.offline(true);
  await ada.judge('Enter');
  prompts.push(await asked(ada));
  await second.page.getByRole('button', { name: 'Go on here' }).click();
  await second.page.getByText('No connection. 1 answer is kept in this browser').waitFor();
  await second.judge('1', 'Enter');
  await second.page.getByText('No connection. 2 answers are kept in this browser').waitFor();
  await visitor.offline(false);
  await eventually(async () => (await second.progress()).mine).toBe(3);
  const saids = ['answer: 2', 'answer: tie', 'answer: 1'];
  expect(await recordOf(page, run)).toEqual(prompts.map((prompt, place) => ({ prompt, said: saids[place] })));
});

test('pictures that were fetched in advance are there without a connection, also after a reload', async () => {
  const graph = labelingGraph(stage.served.folder, 'image', { form: 'pairwise', pairsPerPrompt: 4 });
  await using visitor = await stage.visit(await waitingPage(stage, graph));
  const { page } = visitor;
  await page.getByLabel('Display name').fill('Ada');
  await page.keyboard.press('Enter');
  const shown = () =>
    page.evaluate<number>(
      `[...document.querySelectorAll('article img')].filter(({ naturalWidth }) => naturalWidth > 0).length`,
    );
  await eventually(shown).toBe(2);
  await eventually(() => page.evaluate<boolean>(`caches.match('/label/').then(Boolean)`)).toBe(true);
  const kept = `caches.open('heed-label').then((cache) => cache.keys())
    .then((all) => all.filter(({ url }) => url.includes('/label-media/')).length)`;
  await eventually(() => page.evaluate<number>(kept)).toBe(8);
  await visitor.offline(true);
  await page.reload();
  for (let answers = 1; answers <= 3; answers++) {
    await page.getByRole('article').waitFor();
    await eventually(shown).toBe(2);
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await page.getByText(`No connection. ${answers} answer`).waitFor();
  }
  await visitor.offline(false);
  await page.getByText(/answers, 3 by you/).waitFor();
});

/** A browser that comes by a link, and knows nothing of the owner's. */
const guest = (link: string, cookies: Awaited<ReturnType<Visitor['cookies']>> = []) =>
  Visitor.at(stage.browser, new URL(link, stage.served.url).href, { cookies });

test('a link that lets nobody in any more says so, who came in by it goes on, and who is sent away is told and loses nothing', async () => {
  const { run, visitor } = await begin('links');
  await visitor[Symbol.asyncDispose]();
  const { api } = stage.served;
  const { url } = await api.access.invite.mutate({ run, node: 'labeling', uses: 1, label: 'Once' });
  await using invited = await guest(url);
  const { page } = invited;
  const eve = new LabelerPage(invited);
  await eve.begin('Eve');
  await using late = await guest(url);
  await late.page.getByRole('heading', { name: 'This link does not let anybody in any more' }).waitFor();
  expect(await violations(late.page)).toEqual([]);

  // the same link once more, where it let somebody in
  await using again = await guest(url, await invited.cookies());
  await again.page.getByLabel('Display name').waitFor();
  expect(new URL(again.page.url()).search).toBe('');
  // another page than their own
  await page.goto(`${stage.served.url}/runs`);
  await page.getByRole('heading', { name: 'Your link leads to labeling only' }).waitFor();
  await page.getByRole('link', { name: 'Go to your tasks' }).click();
  await eve.pair.waitFor();

  const { sessions } = await api.access.list.query();
  for (const { id } of sessions.filter(({ label }) => label === 'Once'))
    await api.access.revoke.mutate({ id });
  await eve.press('1', 'Enter');
  await page.getByRole('heading', { name: 'Your access has ended' }).waitFor();
  await page.getByText('1 answer that could not be sent is kept in this browser').waitFor();
  expect(await page.getByText('No connection').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
});

test('a labeler at a run that was stopped is told that no answers are taken', async () => {
  const { run, visitor, ada } = await begin('stopped');
  await using _ = visitor;
  await stage.served.api.runs.cancel.mutate({ id: run });
  await stage.served.untilRun(run, 'cancelled');
  await ada.page.reload();
  await ada.page.getByRole('heading', { name: 'No answers are taken right now' }).waitFor();
});

test('a sound that is not in the browser says so without a connection, and the task can be passed over', async () => {
  const path = await waitingPage(stage, labelingGraph(stage.served.folder, 'audio', { form: 'rating' }));
  await using visitor = await stage.visit(path);
  const { page } = visitor;
  await page.getByLabel('Display name').fill('Ada');
  await page.keyboard.press('Enter');
  await page.getByRole('article').waitFor();
  const kept = () =>
    page.evaluate<number>(
      `caches.open('heed-label').then(async (cache) => (await cache.keys()).filter(({ url }) => url.includes('/label-media/')).length)`,
    );
  await eventually(kept).toBe(4);
  await eventually(() => isKept(page)).toBe(true);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  await page.evaluate(
    `caches.open('heed-label').then(async (cache) => {
      for (const { url } of await cache.keys()) if (url.includes('/label-media/')) await cache.delete(url);
    })`,
  );
  await visitor.offline(true);
  await page.reload();
  await page.getByText('This file could not be loaded').waitFor();
  expect(await page.getByRole('button', { name: 'Skip' }).isEnabled()).toBe(true);
});
