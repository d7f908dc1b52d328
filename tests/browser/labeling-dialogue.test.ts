import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from '../journeys/support/axe.ts';
import { dialogueFolder } from '../journeys/support/dialogue.ts';
import { Served } from '../journeys/support/served.ts';
import { useStage } from '../journeys/support/stage.ts';
import { eventually } from '../journeys/support/visitor.ts';

let run = '';
/** The template "Dialogue" waits for people who talk with its model. */
const stage = useStage(async () => {
  const { data, about } = await dialogueFolder();
  run = about.run;
  return Served.startFrom(data);
});

/** Holds a conversation of two turns and finishes it. */
async function talk(page: Page): Promise<void> {
  await page.getByLabel('Display name').fill('Ada');
  await page.keyboard.press('Enter');
  for (const said of ['Hello! Some tea?', 'Hot please.']) {
    const message = page.getByRole('textbox', { name: 'Your message' });
    await message.fill(said);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^(Reply 1 is better|Go on with it)/ }).waitFor();
    await page.keyboard.press('1');
    await eventually(() => page.getByRole('button', { name: /^Go on(?! with)/ }).isEnabled()).toBe(true);
    await page.keyboard.press('Enter');
  }
  await page.getByText('All turns are judged').waitFor();
  await page.keyboard.press('f');
  await page.getByText('1 of 2 answers, 1 by you').waitFor();
}

test('of conversations with a model the quality page and the node tell conversations and turns, and ask for no overlap', async () => {
  await using visitor = await stage.visit(`/label/${run}/labeling`);
  const { page } = visitor;
  await talk(page);
  await page.goto(`${stage.served.url}/quality/${run}/labeling`);
  await page.getByText(/^1 of 2 conversations · 2 turns judged · 1 person/).waitFor();
  await page.getByText('Not applicable: labelers judge replies in conversations of their own').waitFor();
  expect(await page.getByText(/Undefined|overlap/).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await visitor.picture('dialogue-quality');

  await page.goto(stage.served.url);
  await page.getByRole('link', { name: 'Dialogue' }).first().click();
  const node = page.locator('.react-flow__node[data-id=labeling]');
  await node.getByText('2 turns judged').waitFor();
  await visitor.picture('dialogue-node');
});
