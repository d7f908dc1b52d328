import type { Endpoint, Graph } from '@heed/schema';
import { expect, test } from 'vitest';
import { CanvasPage } from '../journeys/support/canvas.ts';
import { weather } from '../journeys/support/graphs.ts';
import { useStage } from '../journeys/support/stage.ts';
import { eventually } from '../journeys/support/visitor.ts';

const stage = useStage();

/** The weather pipeline with a second base model, so with a second tokenizer, below the first. */
function twoModels(): Graph {
  const graph = weather();
  const base = graph.nodes.find(({ id }) => id === 'base');
  if (!base) throw new Error('The template has no base model.');
  const other = { ...base, id: 'other', label: undefined, position: { x: 336, y: 520 } };
  const demonstrations = { node: 'data', port: 'demonstrations' };
  return {
    ...graph,
    notes: [],
    groups: [],
    nodes: [...graph.nodes, other],
    edges: [...graph.edges, { from: demonstrations, to: { node: 'other', port: 'demonstrations' } }],
  };
}

const end = (name: string): Endpoint => {
  const [node = '', port = ''] = name.split('.');
  return { node, port };
};

/** A visitor before the two models, near enough for ports to be pressed. */
async function open() {
  const graph = await stage.served.create(twoModels());
  const visitor = await stage.visit(`/graphs/${graph}`);
  const canvas = new CanvasPage(visitor.page);
  await canvas.node('ppo').waitFor();
  await visitor.page.locator('[data-node="ppo"][data-level="near"]').waitFor();
  return { visitor, page: visitor.page, canvas };
}

type Open = Awaited<ReturnType<typeof open>>;

function port({ canvas }: Open, name: string, side: 'source' | 'target') {
  const { node, port: id } = end(name);
  return canvas.node(node).locator(`.${side}[data-handleid="${id}"]`);
}

/** How an input is lit. */
function light(opened: Open, name: string): Promise<string | null> {
  const handle = port(opened, name, 'target');
  return handle.evaluate((element) => element.closest('[data-side]')?.getAttribute('data-light') ?? null);
}

/** Takes a wire up at an output and holds it over an input. */
async function hold(opened: Open, from: string, over: string): Promise<void> {
  await port(opened, from, 'source').hover();
  await opened.page.mouse.down();
  await port(opened, over, 'target').hover();
}

test('ports that fit light up, taken ones as taken, those with another tokenizer with a warning', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  await hold(opened, 'other.model', 'sft.model');
  await eventually(() => light(opened, 'ppo.policy')).toBe('differs');
  expect(await light(opened, 'sft.model')).toBe('taken');
  expect(await light(opened, 'ppo.prompts')).toBe('closed');
  expect(await light(opened, 'other.demonstrations')).toBe('closed');
  await opened.page.getByText('Replaces the wire from base.model').waitFor();
  await opened.page.mouse.move(0, 0);
  await opened.page.keyboard.press('Escape');
  await opened.page.mouse.up();
});

test('a wire let go on a taken input replaces what is wired there', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const { canvas, page } = opened;
  await canvas.dragWire(end('other.model'), end('sft.model'));
  await canvas.wire('other.model', 'sft.model').waitFor();
  expect(await canvas.wire('base.model', 'sft.model').count()).toBe(0);
  await page.keyboard.press('Control+z');
  // level, and so without a height
  await canvas.wire('base.model', 'sft.model').waitFor({ state: 'attached' });
});

test('tokenizers that differ are told while wiring, and one click makes them agree', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const { canvas, page } = opened;
  await hold(opened, 'other.model', 'evaluate.initial');
  const reason = page.getByRole('status').filter({ hasText: 'tokenizer' });
  await reason.filter({ hasText: 'Let go to be offered' }).waitFor();
  await page.mouse.up();
  const refused = page.getByRole('alert').filter({ hasText: 'This wire does not fit' });
  await refused.getByRole('button', { name: /^Connect, and wire / }).click();
  await canvas.wire('other.model', 'evaluate.initial').waitFor();
  expect(await canvas.wire('ppo.policy', 'evaluate.tuned').count()).toBe(0);
  await page.keyboard.press('Control+z');
  await canvas.wire('ppo.policy', 'evaluate.tuned').waitFor();
});

test('where several wires do not agree, one click changes all of them', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const { canvas, page } = opened;
  await canvas.dragWire(end('other.model'), end('ppo.policy'));
  const refused = page.getByRole('alert').filter({ hasText: 'This wire does not fit' });
  await refused.getByRole('button', { name: 'Connect, and change 2 wires that do not agree' }).click();
  await canvas.wire('other.model', 'ppo.policy').waitFor();
  await page.getByText('tokenizer of its inputs must be the same').waitFor({ state: 'hidden' });
});

test('a wire of another type is refused with its reason, and the node between is put in by one click', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const { canvas, page } = opened;
  await canvas.dragWire(end('samples.completions'), end('reward.preferences'));
  const refused = page.getByRole('alert').filter({ hasText: 'This wire does not fit' });
  await refused.getByText('samples.completions gives').waitFor();
  await refused.getByRole('button', { name: /^Insert / }).click();
  await eventually(() => canvas.nodes.count()).toBe(12);
});

test('where nothing converts, one click looks for a node between, and it stands there with both wires', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const { canvas, page } = opened;
  await canvas.dragWire(end('data.prompts'), end('labeling.completions'));
  const refused = page.getByRole('alert').filter({ hasText: 'This wire does not fit' });
  await refused.getByRole('button', { name: 'Find a node to put between' }).click();
  const search = page.getByRole('dialog', {
    name: 'Nodes that fit between data.prompts and labeling.completions',
  });
  await search.waitFor();
  await page.keyboard.press('Escape');
  await search.waitFor({ state: 'detached' });
  await page.locator('.react-flow__node[data-id="labeling"]:focus').waitFor();
  await canvas.dragWire(end('data.prompts'), end('labeling.completions'));
  await refused.getByRole('button', { name: 'Find a node to put between' }).click();
  await page.getByRole('combobox').fill('Generate');
  await page.keyboard.press('Enter');
  await canvas.wire('data.prompts', 'generate.prompts').waitFor();
  await canvas.wire('generate.completions', 'labeling.completions').waitFor();
  await page.keyboard.press('Control+z');
  await eventually(() => canvas.node('generate').count()).toBe(0);
  expect(await canvas.wire('data.prompts', 'labeling.completions').count()).toBe(0);
});

test('the end of a wire is taken to another port', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const { canvas, page } = opened;
  await canvas.wire('base.model', 'sft.model').focus();
  await page.keyboard.press('Enter');
  const grip = page.locator('.react-flow__edgeupdater-source');
  await grip.hover();
  await page.mouse.down();
  await port(opened, 'other.model', 'source').hover();
  await page.mouse.up();
  await canvas.wire('other.model', 'sft.model').waitFor();
  expect(await canvas.wire('base.model', 'sft.model').count()).toBe(0);
});

test('the settings of one node stand in the inspector after another was chosen', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const { canvas } = opened;
  await canvas.node('ppo').click();
  await canvas.node('sft').click();
  await eventually(() => canvas.inspector.getByLabel('Name on the canvas').count()).toBe(1);
});

test('a kind dropped on a wire stands in it', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const { canvas, page } = opened;
  const wire = await canvas.wire('base.model', 'sft.model').locator('.react-flow__edge-path').boundingBox();
  if (!wire) throw new Error('There is no wire.');
  const spot = { x: wire.x + wire.width / 2, y: wire.y + wire.height / 2 };
  await page.getByRole('button', { name: 'Add Supervised fine-tuning' }).first().hover();
  await page.mouse.down();
  await page.mouse.move(spot.x, spot.y, { steps: 4 });
  await page.mouse.up();
  await canvas.wire('base.model', 'sft-2.model').waitFor();
  await canvas.wire('sft-2.model', 'sft.model').waitFor();
});

test('a wire let go in the void offers what fits, and the node comes and goes with its wire in one step', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const { page, canvas } = opened;
  const count = await canvas.nodes.count();
  await port(opened, 'sft.model', 'source').hover();
  await page.mouse.down();
  await page.mouse.move(500, 200, { steps: 4 });
  await page.mouse.up();
  await page.getByRole('dialog', { name: 'Nodes that fit the wire' }).waitFor();
  expect(await page.getByRole('option', { name: 'Data source' }).count()).toBe(0);
  await page.getByRole('combobox').fill('Generate');
  await page.keyboard.press('Enter');
  await canvas.wire('sft.model', 'generate.model').waitFor();
  await page.keyboard.press('Control+z');
  await eventually(() => canvas.nodes.count()).toBe(count);
  await page.keyboard.press('Control+Shift+z');
  await canvas.wire('sft.model', 'generate.model').waitFor();
});

test('a wire is drawn by two clicks, and a refusal goes once the graph is another', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const { page } = opened;
  await port(opened, 'sft.model', 'source').click();
  // while a wire is drawn Tab leads to ports only, and nodes are no groups
  const wrong = page.locator(
    '[data-node="reward"] [data-light="closed"] .target[data-handleid="preferences"]',
  );
  await wrong.click();
  await page.getByText('This wire does not fit').waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('d');
  await eventually(() => page.getByText('This wire does not fit').count()).toBe(0);
});

test('what is dragged with Alt stays, and a copy stands where it was let go', async () => {
  const opened = await open();
  await using _ = opened.visitor;
  const { page, canvas } = opened;
  const before = await canvas.node('sft').boundingBox();
  await canvas.node('sft').hover({ position: { x: 60, y: 14 } });
  await page.keyboard.down('Alt');
  await page.mouse.down();
  await page.mouse.move(620, 300, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await canvas.node('sft-2').waitFor();
  expect(await canvas.node('sft').boundingBox()).toEqual(before);
});
