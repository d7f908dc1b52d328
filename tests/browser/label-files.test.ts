import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { graph } from '../execution/graphs.ts';
import { kindsFolder } from '../execution/harness.ts';
import { Served } from '../journeys/support/served.ts';
import { useStage } from '../journeys/support/stage.ts';
import { eventually } from '../journeys/support/visitor.ts';

const stage = useStage(() => Served.start('--kinds', kindsFolder));

const pair = (n: number, labeler: string) => {
  return { prompt: `Prompt ${n}`, chosen: `Answer A${n}`, rejected: `Answer B${n}`, labeler };
};
const chat = {
  prompt: [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello.' },
    { role: 'user', content: '你是谁？' },
  ],
  chosen: [{ role: 'assistant', content: 'A helper.' }],
  rejected: [{ role: 'assistant', content: 'Go away.' }],
};

test('a file of labels is looked at, its good judgements come in once, and leave again as TRL', async () => {
  const { served } = stage;
  const { id: graphId } = await served.api.graphs.create.mutate({
    graph: graph({ people: { kind: 'ask', pairs: 4, overlap: 3 } }),
  });
  const { id } = await served.api.runs.start.mutate({ graphId, idempotencyKey: 'label-files' });
  await served.untilRun(id, 'waiting_human');
  const file = join(served.folder, 'team.jsonl');
  const lines = [pair(0, 'Zoe'), chat, pair(1, '小明')].map((one) => JSON.stringify(one));
  writeFileSync(file, `${lines.join('\n')}\n{"prompt": "x", "chosen": \n`);

  await using visitor = await stage.visit('/labels');
  const { page } = visitor;
  const dialog = page.getByRole('dialog');
  const look = async () => {
    await page.getByRole('button', { name: 'Import…' }).press('Enter');
    await page.locator('input[type=file]').setInputFiles(file);
  };
  await look();
  await dialog.getByText('3 judgements are new and would be imported.').waitFor();
  await dialog.getByText('Line 4 of team.jsonl is not a JSON object').waitFor();
  await dialog.getByText('Assistant: Hello.').waitFor();
  expect((await served.api.labels.list.query())[0]?.judgements).toBe(0);
  await dialog.getByRole('button', { name: 'Import the 3 good judgements' }).press('Enter');
  await dialog.getByText('3 judgements were imported.').waitFor();
  await page.keyboard.press('Escape');
  await eventually(async () => (await served.api.labels.list.query())[0]?.judgements).toBe(3);

  await look();
  await dialog.getByText('All of it is here already; there is nothing to import.').waitFor();
  expect(await dialog.getByRole('button', { name: /^Import/ }).count()).toBe(0);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Export…' }).press('Enter');
  await dialog.getByRole('radio', { name: 'TRL' }).check();
  await dialog.getByText('The file holds 3 records of 3 events.').waitFor();
  await dialog.getByText('How the file begins').click();
  await dialog.locator('pre', { hasText: '"content": "你是谁？"' }).waitFor();
  expect(visitor.trouble).toEqual([]);
});
