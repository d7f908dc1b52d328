import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configured, only, weather } from '../journeys/support/graphs.ts';
import { useStage } from '../journeys/support/stage.ts';
import { eventually } from '../journeys/support/visitor.ts';

const stage = useStage();
const data = (file: string, name: string) => ({
  ...configured(only(weather(), ['data']), { data: { file } }),
  name,
});

test('a file that was uploaded before is chosen again by keyboard, and its first records are seen', async () => {
  const file = join(stage.served.folder, 'rain 雨.csv');
  writeFileSync(file, 'prompt,answer\n"Rain, today?",No.\n明天会下雨吗？,不会。\n');
  const first = await stage.open(data(file, 'First'));
  await using visitor = first.visitor;
  await first.canvas.node('data').click();
  const field = first.canvas.inspector.locator('[data-field=file]');
  await field.getByText('2 records').waitFor();
  const chooser = visitor.page.waitForEvent('filechooser');
  await field.getByRole('button', { name: 'Upload a file: File' }).click();
  await (await chooser).setFiles(file);
  await eventually(() => first.canvas.field('File', 'conversations').inputValue()).toBe('rain 雨.csv');
  await field.getByText('Answer column: its first records have no “completion”.').waitFor();

  const second = await stage.open(data(`upload:${'0'.repeat(64)}/chat.jsonl`, 'Second'));
  await using other = second.visitor;
  await second.canvas.node('data').click();
  const missing = second.canvas.inspector.locator('[data-field=file]');
  await missing.getByText('“chat.jsonl” does not lie on this runner; upload it again, or choose').waitFor();
  await missing.getByRole('button', { name: 'Recent: File' }).press('Enter');
  await other.page.getByRole('menuitem', { name: /rain 雨\.csv 2 records/ }).press('Enter');
  const table = missing.getByRole('region', { name: 'First records of rain 雨.csv' });
  await table.getByRole('columnheader', { name: 'prompt Prompt column' }).waitFor();
  await table.getByRole('cell', { name: 'Rain, today?' }).waitFor();
});

test('a deleted pipeline comes back by Undo, and later from among the deleted ones', async () => {
  const id = await stage.served.create(data('gone.jsonl', 'Nightly check'));
  await using visitor = await stage.visit('/');
  const { page } = visitor;
  const link = page.getByRole('link', { name: 'Nightly check' });
  const remove = async () => {
    await page.getByRole('button', { name: 'Actions for “Nightly check”' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await link.waitFor({ state: 'detached' });
  };
  await remove();
  await page.getByRole('button', { name: 'Undo' }).click();
  await link.waitFor();
  await remove();
  await page.reload();
  await page.getByRole('button', { name: '1 deleted pipeline' }).click();
  const bin = page.getByRole('dialog', { name: 'Deleted pipelines' });
  await bin.getByRole('button', { name: 'Bring back “Nightly check”' }).click();
  await bin.getByText('There are none.').waitFor();
  await page.keyboard.press('Escape');
  await link.waitFor();
  expect((await stage.served.api.graphs.get.query({ id })).revision).toBe(1);
});
