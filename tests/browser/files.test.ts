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

test('the link to a deleted pipeline says so, and brings it back', async () => {
  const id = await stage.served.create(data('gone.jsonl', 'Weekly check'));
  await stage.served.api.graphs.remove.mutate({ id });
  await using visitor = await stage.visit(`/graphs/${id}`);
  const { page } = visitor;
  await page.getByText('“Weekly check” was deleted').waitFor();
  await page.getByRole('button', { name: 'Bring back' }).click();
  await page.locator('.react-flow__node[data-id=data]').waitFor();
  await page.goto(`${stage.served.url}/graphs/never-was`);
  await page.getByRole('heading', { name: 'This pipeline is not here' }).waitFor();
});

test.each([
  ['en-US', 'Import a file', 'comfy.json could not be opened', 'This is no pipeline of Heed'],
  ['zh-CN', '导入文件', '无法打开 comfy.json', '这不是 Heed 的流程'],
])('a file of another program is refused in a sentence, in %s', async (locale, button, title, sentence) => {
  const file = join(stage.served.folder, 'comfy.json');
  writeFileSync(file, '{"last_node_id":1,"nodes":[{"id":1,"type":"KSampler"}],"links":[]}');
  const before = await stage.served.api.graphs.list.query();
  await using visitor = await stage.visit('/', { locale });
  const chooser = visitor.page.waitForEvent('filechooser');
  await visitor.page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(file);
  const alert = visitor.page.getByRole('alert');
  await alert.getByText(title).waitFor();
  expect(await alert.getByRole('listitem').allInnerTexts()).toEqual([expect.stringContaining(sentence)]);
  expect(await stage.served.api.graphs.list.query()).toEqual(before);
});
