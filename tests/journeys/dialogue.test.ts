import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { violations } from './support/axe.ts';
import { dialogueFolder } from './support/dialogue.ts';
import { patient } from './support/patience.ts';
import { Served } from './support/served.ts';
import { eventually, openBrowser, Visitor } from './support/visitor.ts';

vi.setConfig(patient);

let browser: Awaited<ReturnType<typeof openBrowser>>;
let served: Served;
let run: string;

/** A server on which the template "Dialogue" waits for people. */
beforeAll(async () => {
  const prepared = await dialogueFolder();
  run = prepared.about.run;
  [browser, served] = await Promise.all([openBrowser(), Served.startFrom(prepared.data)]);
});
afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
});

test('a labeler talks with the model by keyboard, through a reload and a lost line, and goes on in Chinese on a phone', async () => {
  const { url } = await served.api.access.invite.mutate({ run, node: 'labeling' });
  await using visitor = await Visitor.at(browser, url);
  const { page } = visitor;
  await page.getByLabel('Display name').fill('Ada');
  await page.keyboard.press('Enter');
  const message = page.getByRole('textbox', { name: 'Your message' });
  await message.waitFor();
  expect(await violations(page)).toEqual([]);
  await visitor.picture('dialogue-empty');

  await page.keyboard.type('Hello! I would like <b>some</b> tea.');
  await page.keyboard.press('Enter');
  const choice = page.getByRole('button', { name: /^(Reply 1 is better|Go on with it)/ });
  await choice.waitFor();
  expect(await page.getByText('Hello! I would like <b>some</b> tea.').count()).toBe(1);
  await page.keyboard.press('1');
  await page.keyboard.press('e');
  expect(await violations(page)).toEqual([]);
  await visitor.picture('dialogue-choice');
  await page.keyboard.press('Enter');
  await message.waitFor();
  await page.keyboard.type('Hot please.');

  await page.reload();
  await message.waitFor();
  expect(await message.inputValue()).toBe('Hot please.');
  await page.getByText('Turn 2 of 2').waitFor();
  await visitor.offline(true);
  await message.press('Enter');
  await page.getByText('No connection. Your message is kept in this browser').waitFor();
  await visitor.picture('dialogue-offline');
  await visitor.offline(false);
  await choice.waitFor();
  expect(await page.getByText('Hot please.').count()).toBe(1);
  await page.keyboard.press('2');
  const isReady = () => page.getByRole('button', { name: /^Go on(?! with)/ }).isEnabled();
  await eventually(isReady).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByText('All turns are judged').waitFor();
  await page.keyboard.press('f');
  await page.getByText('1 of 2 answers, 1 by you').waitFor();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate("localStorage.setItem('heed.language', 'zh')");
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.reload();
  const written = page.getByRole('textbox', { name: '你的消息' });
  await written.fill('你好，我想要一杯乌龙茶。');
  await page.getByRole('button', { name: '发送' }).click();
  await page.getByRole('button', { name: /^(回复 1 更好|以此继续)/ }).waitFor();
  const width = () => page.evaluate('document.documentElement.scrollWidth');
  await eventually(width).toBeLessThanOrEqual(390);
  expect(await violations(page)).toEqual([]);
  await visitor.picture('dialogue-phone-zh');
});
