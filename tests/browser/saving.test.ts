import type { Graph } from '@heed/schema';
import { describe, expect, test } from 'vitest';
import { violations } from '../journeys/support/axe.ts';
import { CanvasPage } from '../journeys/support/canvas.ts';
import { configured, weather } from '../journeys/support/graphs.ts';
import { useStage } from '../journeys/support/stage.ts';
import { eventually, type Visitor } from '../journeys/support/visitor.ts';

const stage = useStage();

/** The weather pipeline, open on the canvas with PPO's settings beside it. */
async function open(visitor: Visitor, graph: string) {
  const canvas = new CanvasPage(visitor.page);
  await visitor.page.goto(`${stage.served.url}/graphs/${graph}`);
  await canvas.node('ppo').click();
  return { canvas, beta: canvas.field('KL coefficient β', 'klCoefficient') };
}

/** A new weather pipeline, open in a window of its own. */
async function openWeather() {
  const graph = await stage.served.create(weather());
  const visitor = await stage.visit('');
  const { beta } = await open(visitor, graph);
  const { page } = visitor;
  return { graph, visitor, page, beta, [Symbol.asyncDispose]: () => visitor[Symbol.asyncDispose]() };
}

async function saved(graph: string): Promise<Graph & { beta: unknown; epochs: unknown }> {
  const { graph: found } = await stage.served.api.graphs.get.query({ id: graph });
  const config = (id: string) => found.nodes.find((node) => node.id === id)?.config;
  return { ...found, beta: config('ppo')?.klCoefficient, epochs: config('sft')?.epochs };
}

/** Saves a change as somebody else, on top of what the runner has. */
async function saveElsewhere(id: string, change: (graph: Graph) => Graph): Promise<void> {
  const { graph, revision } = await stage.served.api.graphs.get.query({ id });
  await stage.served.api.graphs.save.mutate({ id, revision, graph: change(graph) });
}

describe('an open pipeline', () => {
  test('saves itself, merges what others changed elsewhere, and asks where both changed the same', async () => {
    await using opened = await openWeather();
    const { graph, page, beta } = opened;
    await beta.fill('0.2');
    await eventually(async () => (await saved(graph)).beta).toBe(0.2);
    await page.getByText('Saved', { exact: true }).waitFor();

    await saveElsewhere(graph, (before) => configured(before, { sft: { epochs: 7 } }));
    await beta.fill('0.3');
    await page.getByText('Changes by command line were merged with yours.').waitFor();
    await eventually(async () => (await saved(graph)).beta).toBe(0.3);
    expect((await saved(graph)).epochs).toBe(7);

    await saveElsewhere(graph, (before) => ({
      ...configured(before, { ppo: { klCoefficient: 0.9 } }),
      name: 'Theirs',
    }));
    await beta.fill('0.4');
    const dialog = page.getByRole('dialog', { name: 'Two people changed the same thing' });
    const choice = dialog.getByRole('group', { name: /KL coefficient β$/ });
    await choice.getByText('Before: 0.3').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Choose what holds' }).click();
    await choice.getByRole('radio', { name: /^From command line/ }).check();
    await opened.visitor.picture('merge');
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Merge and save' }).click();
    await eventually(() => beta.inputValue()).toBe('0.9');
    expect(await saved(graph)).toMatchObject({ name: 'Theirs', beta: 0.9, epochs: 7 });
  });

  test('is kept in the browser while the runner is away, and saved when it is back', async () => {
    await using opened = await openWeather();
    const { graph, page, beta } = opened;
    await page.route('**/trpc/**', (route) => route.abort());
    await page.route('**/healthz', (route) => route.abort());
    await beta.fill('0.6');
    await page.getByText('Not saved: no connection').waitFor();
    await page.getByText(/^The runner does not answer/).waitFor();
    await opened.visitor.picture('offline');
    await page.unroute('**/trpc/**');
    await page.unroute('**/healthz');
    await page.getByText('The runner answers again.').waitFor();
    await eventually(async () => (await saved(graph)).beta).toBe(0.6);
    await page.getByText('Saved', { exact: true }).waitFor();
  });

  test('shows in another tab what was saved, and a tab that was closed too early gives its edits to the next', async () => {
    await using opened = await openWeather();
    const { graph, page, beta } = opened;
    const second = await page.context().newPage();
    await second.goto(`${stage.served.url}/graphs/${graph}`);
    const there = new CanvasPage(second);
    await there.node('ppo').click();
    await there.field('KL coefficient β', 'klCoefficient').fill('0.7');
    await eventually(() => beta.inputValue()).toBe('0.7');

    // a tab that is closed sends what it has, which neither routes nor offline contexts reliably stop
    await second.evaluate(() => {
      globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    });
    await there.field('KL coefficient β', 'klCoefficient').fill('0.75');
    await second.getByText('Not saved: no connection').waitFor();
    await second.close();
    expect((await saved(graph)).beta).toBe(0.7);
    await page.goto(`${stage.served.url}/`);
    await page.goto(`${stage.served.url}/graphs/${graph}`);
    await page.getByText('Your unsaved changes are back').waitFor();
    await eventually(async () => (await saved(graph)).beta).toBe(0.75);
    await page.getByRole('button', { name: 'Go back to saved' }).click();
    await eventually(async () => (await saved(graph)).beta).toBe(0.7);
  });

  test('brings edits of a closed tab together with what others saved since', async () => {
    await using opened = await openWeather();
    const { graph, page, beta } = opened;
    await page.route('**/trpc/graphs.*', (route) => route.abort());
    await beta.fill('0.75');
    await page.getByText('Not saved: no connection').waitFor();
    await page.goto(`${stage.served.url}/templates`);
    await page.unroute('**/trpc/graphs.*');
    await saveElsewhere(graph, (before) => configured(before, { sft: { epochs: 7 } }));
    await page.goto(`${stage.served.url}/graphs/${graph}`);
    await page.getByText('Your unsaved changes are back').waitFor();
    await page.getByText('Changes by command line were merged with yours.').waitFor();
    await eventually(() => saved(graph)).toMatchObject({ beta: 0.75, epochs: 7 });
  });

  test('sends what changed alone, and everything to a runner that cannot take that', async () => {
    await using opened = await openWeather();
    const { graph, page, beta } = opened;
    const sent = page.waitForRequest('**/trpc/graphs.change*');
    await beta.fill('0.2');
    const { changes } = (await sent).postDataJSON()[0];
    expect(changes).toMatchObject({ fields: {}, gone: [], lists: { nodes: { items: [{ id: 'ppo' }] } } });
    expect(Object.keys(changes.lists)).toEqual(['nodes']);
    await eventually(async () => (await saved(graph)).beta).toBe(0.2);

    const unknown = { message: 'No procedure', code: -32004, data: { code: 'NOT_FOUND', httpStatus: 404 } };
    await page.route('**/trpc/graphs.change*', (route) =>
      route.fulfill({ status: 404, json: [{ error: unknown }] }),
    );
    await beta.fill('0.3');
    await eventually(async () => (await saved(graph)).beta).toBe(0.3);
  });

  test('lists its versions, says what changed since, names one and brings one back', async () => {
    const graph = await stage.served.create(weather());
    await saveElsewhere(graph, (before) => configured(before, { ppo: { klCoefficient: 0.5 } }));
    await using visitor = await stage.visit('');
    const { page } = visitor;
    const { beta } = await open(visitor, graph);
    await page.getByRole('button', { name: 'Versions', exact: true }).click();
    await page.getByRole('button', { name: /^Revision 2/ }).click();
    await page.getByRole('button', { name: /^Revision 1/ }).click();
    const changes = page.getByRole('region', { name: 'What changed from this version to now' });
    await changes.getByText('0.08 → 0.5').waitFor();
    await changes.getByLabel('Name of this version').fill('As it came');
    await changes.getByRole('button', { name: 'Name it' }).click();
    await page.getByRole('button', { name: /^As it came/ }).waitFor();
    await visitor.picture('versions');
    await changes.getByRole('button', { name: 'Restore this version' }).click();
    await page.getByText('Revision 1 is back as a new version').waitFor();
    await eventually(() => beta.inputValue()).toBe('0.08');
    expect((await saved(graph)).beta).toBe(0.08);
  });
});
