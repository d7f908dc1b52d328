import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CanvasPage } from '../journeys/support/canvas.ts';
import { weather } from '../journeys/support/graphs.ts';
import { patient } from '../journeys/support/patience.ts';
import { peopleOnly } from '../journeys/support/people.ts';
import { Served } from '../journeys/support/served.ts';
import { eventually, openBrowser, Visitor } from '../journeys/support/visitor.ts';

vi.setConfig(patient);

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe('an owner', () => {
  test('invites a viewer, who sees everything, changes nothing and is let go again', async () => {
    await using served = await Served.start();
    const graph = await served.create(weather());
    await using owner = await Visitor.at(browser, served.link);
    await owner.page.goto(`${served.url}/settings/people`);
    const form = owner.page.getByRole('form', { name: 'Invite somebody' });
    await form.getByLabel('For whom').fill('Ada');
    await form.getByRole('combobox', { name: 'Role' }).click();
    await owner.page.getByRole('option', { name: 'Viewer' }).click();
    await form.getByRole('button', { name: 'Make a link' }).click();
    const link = await form.getByRole('textbox', { name: 'Invite link' }).inputValue();

    await using viewer = await Visitor.at(browser, link);
    const { page } = viewer;
    await page.goto(`${served.url}/graphs/${graph}`);
    const canvas = new CanvasPage(page);
    await canvas.node('ppo').click();
    await page.getByText('Viewing', { exact: true }).waitFor();
    expect(await canvas.field('KL coefficient β', 'klCoefficient').isEditable()).toBe(false);
    await page.goto(`${served.url}/settings`);
    await page.getByRole('heading', { name: 'Machine' }).waitFor();
    await eventually(() => page.getByRole('link', { name: 'Tokens' }).count()).toBe(0);
    expect((await served.api.graphs.get.query({ id: graph })).revision).toBe(1);

    const { id: run } = await served.api.runs.start.mutate({
      graphId: await served.create(peopleOnly()),
      idempotencyKey: 'seen by a viewer',
    });
    await served.untilRun(run, 'waiting_human');
    await page.goto(`${served.url}/runs/${run}?node=labeling`);
    await page.getByRole('link', { name: 'Quality' }).waitFor();
    for (const name of ['Cancel run', 'Copy invite link', 'Pin the outputs', 'Delete run'])
      expect([name, await page.getByRole('button', { name }).count()]).toEqual([name, 0]);

    await owner.page.reload();
    await owner.page.getByRole('button', { name: 'Sign out “Ada”' }).click();
    await eventually(() => owner.page.getByText('Ada').count()).toBe(0);
    await page.goto(served.url);
    await page.getByText(/^Open Heed by the link/).waitFor();
    await owner.page.goto(`${served.url}/settings/activity`);
    await owner.page.getByText('Made an invite link').waitFor();
    await owner.picture('settings-activity');
  });

  test('looks at what would go before space is freed', async () => {
    await using served = await Served.start();
    await using visitor = await Visitor.at(browser, served.link);
    const { page } = visitor;
    await page.goto(`${served.url}/settings/disk`);
    await page.getByRole('button', { name: 'Show what would go' }).click();
    await page.getByText(/^This would free 0 B: 0 runs, 0 outputs/).waitFor();
    await page.getByRole('button', { name: 'Delete it' }).click();
    await page.getByText('0 B were freed.').waitFor();
  });
});

describe('somebody new', () => {
  test('is shown around by keyboard, once', async () => {
    await using served = await Served.start();
    const graph = await served.create(weather());
    await using visitor = await Visitor.at(browser, served.link, { isNew: true });
    const { page } = visitor;
    await page.goto(`${served.url}/graphs/${graph}`);
    await page.getByRole('button', { name: 'Show me around' }).click();
    const card = page.getByRole('dialog');
    const titles: string[] = [];
    for (let stop = 1; stop <= 6; stop++) {
      await card.getByText(`${stop} of 6`).waitFor();
      titles.push((await card.getByRole('heading').textContent()) ?? '');
      await visitor.picture(`tour-${stop}`);
      await page.keyboard.press('ArrowRight');
    }
    expect(new Set(titles).size).toBe(6);
    await card.waitFor({ state: 'hidden' });
    await page.reload();
    await new CanvasPage(page).node('ppo').waitFor();
    expect(await page.getByRole('button', { name: 'Show me around' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Settings and more' }).click();
    await page.getByRole('menuitem', { name: 'Show me around' }).click();
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });
  });
});

test('the editor of one runner drives another one by a token, its live streams too', async () => {
  await using other = await Served.start();
  await using own = await Served.start('--other-runner', other.url);
  await other.killAndRestart('--editor-from', own.url);
  const { token } = await other.api.access.createToken.mutate({ name: 'editor', role: 'designer' });
  const graph = await other.create(peopleOnly());
  await using visitor = await Visitor.at(browser, own.link, { others: [other.url] });
  const { page } = visitor;
  await page.goto(`${own.url}/settings/runners`);
  await eventually(() => page.getByLabel('Address').inputValue()).toBe(other.url);
  await page.getByLabel('Token').fill('heed_wrong');
  await page.getByRole('button', { name: 'Switch', exact: true }).click();
  await page.getByRole('alert').waitFor();
  const isInfo = ({ origin, pathname }: URL) => origin === other.url && pathname.includes('system.info');
  await page.route(isInfo, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/"version":"[^"]*"/, '"version":"99.0.0"');
    await route.fulfill({ response, body });
  });
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Switch', exact: true }).click();
  await page.getByText(/ runs Heed 99\.0\.0; this editor is of /).waitFor();
  await page.unroute(isInfo);
  await page.getByRole('button', { name: 'Switch anyway' }).click();
  await page.getByRole('link', { name: /Human labeling only/ }).click();
  const canvas = new CanvasPage(page);
  await canvas.node('labeling').waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await canvas.state('labeling', 'Waiting for people').waitFor();
  await other.untilRun(await other.lastRun(graph), 'waiting_human');
  expect(await own.api.graphs.list.query()).toEqual([]);
  await page.goto(`${own.url}/settings/runners`);
  await page.getByRole('button', { name: 'Back to the own runner' }).click();
  await page.getByText('Draw your first pipeline').waitFor();
});
