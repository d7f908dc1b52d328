import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Forward, loadModel } from '@heed/engine';
import type { GraphFile } from '@heed/schema';
import * as ort from 'onnxruntime-node';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Command } from '../execution/command.ts';
import { temporaryFolder } from '../execution/harness.ts';
import { describeLive, runScript } from '../reference/python.ts';
import { CanvasPage } from './support/canvas.ts';
import { finishedFolder, startFinished } from './support/finished.ts';
import { weather } from './support/graphs.ts';
import { patient } from './support/patience.ts';
import { eventually, openBrowser, Visitor } from './support/visitor.ts';

vi.setConfig(patient);

let folder: ReturnType<typeof temporaryFolder>;
let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  folder = temporaryFolder();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  folder[Symbol.dispose]();
});

/** Runs `heed` on the other machine: in its folder, with its data. */
async function heedThere(...args: string[]): Promise<Command> {
  const command = new Command([...args, '--data', 'data'], folder.path);
  const { code } = await command.end();
  expect([code, command.stderr]).toEqual([0, '']);
  return command;
}

/** What was decided about each node: taken from the cache, or why not. */
function decisions({ json }: Command) {
  return json.flatMap(({ type, node, cache }) =>
    type === 'node-state' && cache
      ? [[String(node), cache as { hit: boolean; reasons: { en: string }[] }] as const]
      : [],
  );
}

/** Opens the dialog that makes a template of the open pipeline. */
async function openSaveDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save as a template' }).click();
}

describe('a pipeline that is shared and shipped', () => {
  const template = () => join(folder.path, 'template.json');
  const model = () => join(folder.path, 'shipped/model');

  test('is saved as a template with a parameter and a note, and exported as a file', async () => {
    await using finished = await startFinished();
    const { served, graph } = finished;
    await using visitor = await Visitor.at(browser, served.link);
    const { page } = visitor;
    await page.goto(`${served.url}/graphs/${graph}`);
    const canvas = new CanvasPage(page);
    await canvas.node('ppo').click();
    await canvas.inspector.getByRole('button', { name: 'More for Learning rate' }).click();
    await page.getByRole('menuitem', { name: 'Ask for it in the template' }).click();
    await page.getByRole('button', { name: 'Add a note' }).click();
    const note = page.getByRole('textbox', { name: 'Text of the note' });
    if (!(await note.isVisible())) await page.keyboard.press('Enter');
    await note.fill('Raise **β** when the answers decay.');
    await page.keyboard.press('Escape');
    await page.locator('strong', { hasText: 'β' }).waitFor();
    await openSaveDialog(page);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name in English').fill('Team RLHF');
    await dialog.getByLabel('Name in Chinese').fill('团队 RLHF');
    await dialog.getByRole('button', { name: 'Save template' }).click();
    await page.getByText('“Team RLHF” is in the gallery now.').waitFor();

    await page.goto(`${served.url}/templates`);
    await page.getByRole('link', { name: 'Set up the template Team RLHF' }).click();
    await eventually(() => page.getByLabel('Learning rate', { exact: true }).first().isVisible()).toBe(true);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export as a file' }).click();
    await (await download).saveAs(template());
    const { name, parameters, notes }: GraphFile = JSON.parse(readFileSync(template(), 'utf8'));
    expect(name).toEqual({ en: 'Team RLHF', zh: '团队 RLHF' });
    expect(parameters.map(({ node, field }) => `${node}.${field}`)).toContain('ppo.learningRate');
    expect(notes.map(({ text }) => text)).toContain('Raise **β** when the answers decay.');
  });

  test('runs on another machine with another value: what stayed the same comes from the cache, and why the rest ran is said', async () => {
    cpSync((await finishedFolder()).data, join(folder.path, 'data'), { recursive: true });
    const first = decisions(await heedThere('run', template(), '--json'));
    expect(first.map(([, { hit }]) => hit)).toEqual(weather().nodes.map(() => true));

    const again = await heedThere('run', template(), '--json', '--set', 'klCoefficient=0.3');
    const decided = decisions(again);
    const cached = decided.filter(([, { hit }]) => hit).map(([node]) => node);
    const why = Object.fromEntries(
      decided.filter(([, { hit }]) => !hit).map(([node, { reasons }]) => [node, reasons[0]?.en]),
    );
    expect(why).toEqual({
      ppo: 'KL coefficient β: 0.08 → 0.3',
      evaluate: expect.stringMatching(/input "Tuned model" changed/),
      export: expect.stringMatching(/input "Model" changed/),
    });
    const others = weather().nodes.flatMap(({ id }) => (id in why ? [] : [id]));
    expect(new Set(cached)).toEqual(new Set(others));
    await heedThere('export', String(again.json.at(-1)?.run), 'export', 'shipped');
    expect(existsSync(join(model(), 'model.onnx'))).toBe(true);
  });

  test('leaves a policy that onnxruntime loads as it is, with the logits that Heed gives', async () => {
    const loaded = await loadModel(model());
    const ids = loaded.tokenizer.promptTokens('Will it rain tomorrow? 明天会下雨吗？');
    const tokens = { shape: [1, ids.length], data: BigInt64Array.from(ids, BigInt) };
    await using forward = await Forward.create({
      model: loaded.model,
      inputs: { tokens: { shape: ['B', 'T'], dtype: 'int64' } },
      outputs: (graph, { tokens }) => ({ logits: graph.logits(graph.hidden(tokens)) }),
    });
    const expected = (await forward.run({ tokens })).logits.data;
    const session = await ort.InferenceSession.create(join(model(), 'model.onnx'));
    const mask = new BigInt64Array(ids.length).fill(1n);
    const { logits } = await session.run(
      Object.fromEntries(
        session.inputNames.map((name) => [
          name,
          new ort.Tensor('int64', name.includes('mask') ? mask : tokens.data, tokens.shape),
        ]),
      ),
    );
    const given = logits?.data as Float32Array;
    expect(given).toHaveLength(expected.length);
    const difference = expected.reduce(
      (most, value, index) => Math.max(most, Math.abs(value - (given[index] as number))),
      0,
    );
    expect(difference).toBeLessThan(1e-4);
  });

  describeLive('the policy', () => {
    test('is loaded by transformers as it is, every weight found and used', async () => {
      const values = join(folder.path, 'values.json');
      await runScript('folders.py', 'read', model(), values);
      expect(JSON.parse(readFileSync(values, 'utf8')).model.logits.flat().every(Number.isFinite)).toBe(true);
    });
  });
});
