import { join } from 'node:path';
import type { Graph } from '@heed/schema';
import { describe, expect, test } from 'vitest';
import { CanvasPage } from '../journeys/support/canvas.ts';
import { configured, only, tiny, weather } from '../journeys/support/graphs.ts';
import { peopleOnly } from '../journeys/support/people.ts';
import { useStage } from '../journeys/support/stage.ts';
import { eventually } from '../journeys/support/visitor.ts';
import { Hand } from './support/hand.ts';

const registry = join(import.meta.dirname, '../../apps/editor/src/commands/registry.ts');
const { commands } = (await import(registry)) as { commands: readonly { id: string }[] };

const stage = useStage();

const node = (id: string) => new RegExp(`, node ${id}(, off|, bypassed)?$`);
const wire = /^Wire from base.model to sft.model$/;
const group = /^Group Group/;
const note = /^Note: /;

/** Three nodes in a row that stand a little askew, and a note. */
function drawn(): Graph {
  const small = only(configured(weather(), tiny), ['data', 'base', 'sft', 'export']);
  const places: Record<string, { x: number; y: number }> = {
    data: { x: 0, y: 240 },
    base: { x: 360, y: 200 },
    sft: { x: 800, y: 216 },
    export: { x: 1120, y: 264 },
  };
  return {
    ...small,
    parameters: [],
    nodes: small.nodes.map((one) => ({ ...one, position: places[one.id] ?? one.position })),
    notes: [{ id: 'note', text: 'Why', position: { x: 360, y: 560 }, width: 240, height: 120 }],
  };
}

/** What a case has at hand. */
interface Place {
  hand: Hand;
  canvas: CanvasPage;
  page: CanvasPage['page'];
  /** The pipeline as the runner holds it, after Ctrl+S. */
  saved(): Promise<Graph>;
  /** Where the node's upper left corner is. */
  at(id: string): Promise<{ x: number; y: number }>;
}

type Case = (place: Place) => Promise<void>;

async function selectNodes({ hand, page }: Place, ...ids: string[]): Promise<void> {
  const [first = '', ...others] = ids;
  await hand.choose(node(first));
  for (const id of others) {
    await hand.tabTo(node(id));
    await hand.press('Shift+Enter');
  }
  await eventually(() => page.locator('[data-node][data-selected]').count()).toBe(ids.length);
}

/** Lines up three nodes by a command of the menu, and reads where their sides are then. */
function aligned(
  item: string,
  line: (box: { x: number; y: number; width: number; height: number }) => number,
) {
  return async (place: Place) => {
    await selectNodes(place, 'data', 'base', 'sft');
    await place.hand.menu(item);
    await eventually(async () => {
      const boxes = await Promise.all(
        ['data', 'base', 'sft'].map((id) =>
          place.page.locator(`.react-flow__node[data-id="${id}"]`).boundingBox(),
        ),
      );
      const lines = boxes.flatMap((box) => (box ? [line(box)] : []));
      return Math.max(...lines) - Math.min(...lines);
    }).toBeLessThan(1);
  };
}

/** Spaces three nodes evenly by a command of the menu, and reads the gaps between them. */
function distributed(item: string, from: 'x' | 'y', size: 'width' | 'height'): Case {
  return async (place) => {
    await selectNodes(place, 'data', 'base', 'sft');
    await place.hand.menu(item);
    await eventually(async () => {
      const found = await Promise.all(
        ['data', 'base', 'sft'].map((id) =>
          place.page.locator(`.react-flow__node[data-id="${id}"]`).boundingBox(),
        ),
      );
      const boxes = found.flatMap((box) => box ?? []).sort((a, b) => a[from] - b[from]);
      const gaps = boxes.slice(1).map((box, index) => {
        const before = boxes[index];
        return before ? box[from] - before[from] - before[size] : Number.NaN;
      });
      return Math.abs((gaps[0] ?? Number.NaN) - (gaps[1] ?? Number.NaN));
    }).toBeLessThan(2);
  };
}

function resized(keys: string, side: 'width' | 'height', by: number): Case {
  return async ({ hand, saved }) => {
    await hand.choose(note);
    await hand.press(keys);
    await eventually(async () => (await saved()).notes[0]?.[side]).toBe((side === 'width' ? 240 : 120) + by);
  };
}

function panned(keys: string, x: number, y: number): Case {
  return async ({ hand, page }) => {
    await hand.goTo(node('base'));
    const place = () => page.locator('.react-flow__node[data-id="base"]').boundingBox();
    const before = await place();
    await hand.press(keys);
    await eventually(async () => Math.round(((await place())?.x ?? 0) - (before?.x ?? 0))).toBe(x);
    await eventually(async () => Math.round(((await place())?.y ?? 0) - (before?.y ?? 0))).toBe(y);
  };
}

function zoomed(keys: string, bigger: boolean): Case {
  return async ({ hand, page }) => {
    await hand.goTo(node('base'));
    const width = async () =>
      (await page.locator('.react-flow__node[data-id="base"]').boundingBox())?.width ?? 0;
    const before = await width();
    await hand.press(keys);
    await eventually(async () => Math.sign((await width()) - before)).toBe(bigger ? 1 : -1);
  };
}

/** Groups two nodes. */
async function grouped(place: Place): Promise<void> {
  await selectNodes(place, 'base', 'sft');
  await place.hand.press('Control+g');
  await eventually(() => place.hand.focused()).toMatch(group);
}

const mode = (keys: string, said: string): Case => {
  return async ({ hand, page }) => {
    await hand.choose(node('base'));
    await hand.press(keys);
    await page.getByRole('group', { name: new RegExp(`, node base, ${said}$`) }).waitFor();
  };
};

/** What is done on a graph that was just opened, each by its keys or by menu and palette. */
const onGraph: Record<string, Case> = {
  'commands.palette': async ({ hand }) => {
    await hand.find('Go to Export');
    await eventually(() => hand.focused()).toMatch(node('export'));
  },
  'commands.keys': async ({ hand, page }) => {
    await hand.goTo(node('base'));
    await hand.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.getByText('Undo', { exact: true }).waitFor();
    await hand.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await eventually(() => hand.focused()).toMatch(node('base'));
  },
  'canvas.search': async ({ hand, canvas }) => {
    await hand.goTo(node('base'));
    await hand.press('/');
    await eventually(() => hand.focused()).toBe('Search nodes');
    await hand.type('Pairs');
    await hand.press('Escape');
    await eventually(() => hand.focused()).toMatch(node('base'));
    await hand.press('/');
    await hand.type('Supervised');
    await hand.press('Enter');
    await canvas.node('sft-2').waitFor();
    await eventually(() => hand.focused()).toMatch(node('sft-2'));
  },
  'canvas.note': async ({ hand, saved }) => {
    await hand.find('Add a note');
    await eventually(() => hand.focused()).toBe('Text of the note');
    await hand.type('# Because');
    await hand.press('Escape');
    await eventually(() => hand.focused()).toMatch(/^Note: # Because/);
    await eventually(async () => (await saved()).notes.map(({ text }) => text)).toEqual(['Why', '# Because']);
  },
  'canvas.insert': async ({ hand, canvas }) => {
    await hand.choose(wire);
    await hand.press('i');
    await eventually(() => hand.focused()).toBe('Search nodes');
    await hand.type('Supervised');
    await hand.press('Enter');
    await canvas.wire('base.model', 'sft-2.model').waitFor();
    await eventually(() => hand.focused()).toMatch(node('sft-2'));
  },
  'canvas.edit': async ({ hand, saved }) => {
    await hand.choose(note);
    await hand.press('Enter');
    await eventually(() => hand.focused()).toBe('Text of the note');
    await hand.press('End');
    await hand.type(' not');
    await hand.press('Escape');
    await eventually(() => hand.focused()).toMatch(/^Note: Why not/);
    await hand.choose(node('base'));
    await hand.press('Enter');
    await eventually(() => hand.focused()).toMatch(/^Name on the canvas/);
    await hand.press('Control+a');
    await hand.type('Seed model');
    await hand.press('Escape');
    await eventually(() => hand.focused()).toMatch(/^Seed model, node base/);
    const { notes, nodes } = await saved();
    expect([notes[0]?.text, nodes.find(({ id }) => id === 'base')?.label]).toEqual(['Why not', 'Seed model']);
  },
  'canvas.connect': async ({ hand, canvas }) => {
    await hand.choose(node('sft'));
    await hand.press('w');
    await eventually(() => hand.focused()).toBe('To the input');
    await hand.tabTo(/^Connect$/);
    await hand.press('Enter');
    await canvas.wire('sft.model', 'export.model').waitFor();
    await eventually(() => hand.focused()).toMatch(node('sft'));
    await hand.choose(/^Wire from sft.model to export.model$/);
    await hand.press('w');
    await hand.tabTo(/^Where it comes from$/);
    await hand.tabTo(/^Move$/);
    await hand.press('Enter');
    await canvas.wire('base.model', 'export.model').waitFor();
    await eventually(() => canvas.wire('sft.model', 'export.model').count()).toBe(0);
  },
  'canvas.duplicate': async ({ hand, canvas }) => {
    await hand.choose(node('base'));
    await hand.press('Control+d');
    await canvas.node('base-2').waitFor();
    await eventually(() => hand.focused()).toMatch(node('base-2'));
  },
  'canvas.copy': async (place) => {
    await place.hand.choose(node('base'));
    await place.hand.menu('Copy');
    await place.page.getByText('1 thing copied').waitFor();
    await pasted(place, 'base-2');
  },
  'canvas.cut': async (place) => {
    await place.hand.choose(node('base'));
    await place.hand.menu('Cut');
    await eventually(() => place.canvas.nodes.count()).toBe(3);
    await eventually(() => place.hand.focused()).not.toBe('');
    await place.page.getByText('1 thing cut').waitFor();
    await pasted(place, 'base');
  },
  'canvas.paste': async (place) => {
    await place.hand.choose(node('base'));
    await place.hand.press('Control+c');
    await place.hand.find('Paste here');
    await place.canvas.node('base-2').waitFor();
  },
  'canvas.off': mode('d', 'off'),
  'canvas.bypass': mode('b', 'bypassed'),
  'canvas.group': async (place) => {
    await grouped(place);
    await place.hand.press('F2');
    await eventually(() => place.hand.focused()).toBe('Title');
    await place.hand.press('Control+a');
    await place.hand.type('Models');
    await place.hand.press('Escape');
    await eventually(() => place.hand.focused()).toMatch(/^Group Models, 2 members/);
  },
  'canvas.ungroup': async (place) => {
    await grouped(place);
    await place.hand.press('Control+Shift+g');
    await eventually(async () => (await place.saved()).groups).toEqual([]);
    await eventually(() => place.hand.focused()).not.toBe('');
  },
  'canvas.collapse': async (place) => {
    await grouped(place);
    await place.hand.press('c');
    await eventually(() => place.canvas.nodes.count()).toBe(2);
    expect(await place.hand.focused()).toMatch(group);
    await place.hand.press('c');
    await eventually(() => place.canvas.nodes.count()).toBe(4);
  },
  'canvas.wider': resized('Alt+ArrowRight', 'width', 24),
  'canvas.narrower': resized('Alt+ArrowLeft', 'width', -24),
  'canvas.taller': resized('Alt+ArrowDown', 'height', 24),
  'canvas.shorter': resized('Alt+ArrowUp', 'height', -24),
  'canvas.undo': async ({ hand, canvas }) => {
    await hand.choose(node('base'));
    await hand.press('Delete');
    await eventually(() => canvas.nodes.count()).toBe(3);
    await hand.press('Control+z');
    await canvas.node('base').waitFor();
    await eventually(() => hand.focused()).not.toBe('');
  },
  'canvas.redo': async ({ hand, canvas }) => {
    await hand.choose(node('base'));
    await hand.press('Delete', 'Control+z');
    await canvas.node('base').waitFor();
    await hand.press('Control+y');
    await eventually(() => canvas.nodes.count()).toBe(3);
    await eventually(() => hand.focused()).not.toBe('');
  },
  'canvas.align-left': aligned('Align left', ({ x }) => x),
  'canvas.align-center': aligned('Align centers', ({ x, width }) => x + width / 2),
  'canvas.align-right': aligned('Align right', ({ x, width }) => x + width),
  'canvas.align-top': aligned('Align top', ({ y }) => y),
  'canvas.align-middle': aligned('Align middles', ({ y, height }) => y + height / 2),
  'canvas.align-bottom': aligned('Align bottom', ({ y, height }) => y + height),
  'canvas.distribute-x': distributed('Distribute across', 'x', 'width'),
  'canvas.distribute-y': distributed('Distribute down', 'y', 'height'),
  'canvas.selectAll': async ({ hand, page }) => {
    await hand.goTo(node('base'));
    await hand.press('Control+a');
    await page.getByRole('heading', { name: '5 things selected' }).waitFor();
  },
  'canvas.letGo': async ({ hand, page }) => {
    await hand.choose(node('base'));
    await hand.press('Escape');
    await eventually(() => page.locator('[data-node][data-selected]').count()).toBe(0);
    expect(await hand.focused()).toMatch(node('base'));
  },
  'canvas.arrange': async ({ hand, at }) => {
    await hand.goTo(node('base'));
    await hand.press('Shift+A');
    await eventually(async () => (await at('base')).x - (await at('data')).x).toBeGreaterThan(300);
    await eventually(async () => (await at('export')).x).not.toBe(1120);
  },
  'canvas.clear': async ({ hand, canvas }) => {
    await hand.find('Clear the canvas');
    await eventually(() => canvas.nodes.count()).toBe(0);
    await eventually(() => hand.focused()).not.toBe('');
    await hand.press('Control+z');
    await eventually(() => canvas.nodes.count()).toBe(4);
  },
  'canvas.replace': async ({ hand, page, canvas }) => {
    const chooser = page.waitForEvent('filechooser');
    await hand.find('Replace all by a file');
    const graph = JSON.stringify(only(weather(), ['judge']));
    await (await chooser).setFiles({
      name: 'new.json',
      mimeType: 'application/json',
      buffer: Buffer.from(graph),
    });
    await canvas.node('judge').waitFor();
    await eventually(() => canvas.nodes.count()).toBe(1);
    await hand.press('Control+z');
    await eventually(() => canvas.nodes.count()).toBe(4);
  },
  'canvas.zoomOut': zoomed('-', false),
  'canvas.zoomIn': zoomed('+', true),
  'canvas.fit': async ({ hand, page }) => {
    await hand.goTo(node('base'));
    await hand.press('+', '+', '+', '+', '+', '+', 'f');
    await eventually(async () => {
      const box = await page.locator('.react-flow__node[data-id="export"]').boundingBox();
      return box !== null && box.x + box.width < 1440 && box.x > 0;
    }).toBe(true);
  },
  'canvas.panLeft': panned('Control+ArrowLeft', 96, 0),
  'canvas.panRight': panned('Control+ArrowRight', -96, 0),
  'canvas.panUp': panned('Control+ArrowUp', 0, 96),
  'canvas.panDown': panned('Control+ArrowDown', 0, -96),
  'canvas.nextRegion': async ({ hand, page }) => {
    await hand.choose(node('base'));
    const regions = [
      'header',
      '[data-tour="palette"]',
      '.react-flow',
      '[data-inspector]',
      '[data-tour="dock"]',
    ];
    const region = async () => {
      const has = await Promise.all(regions.map((one) => page.locator(`${one} :focus`).count()));
      return has.indexOf(1);
    };
    for (const next of [3, 4, 0, 1, 2]) {
      await hand.press('F6');
      expect(await region()).toBe(next);
    }
    expect(await hand.focused()).toMatch(node('base'));
  },
  'canvas.previousRegion': async ({ hand, page }) => {
    await hand.choose(node('base'));
    await hand.press('Shift+F6');
    expect(await page.locator('[data-tour="palette"] :focus').count()).toBe(1);
  },
  'canvas.alongWire': async ({ hand }) => {
    await hand.choose(node('base'));
    await hand.press('n');
    await eventually(() => hand.focused()).toMatch(node('sft'));
  },
  'canvas.backAlongWire': async ({ hand }) => {
    await hand.choose(node('base'));
    await hand.press('p');
    await eventually(() => hand.focused()).toMatch(node('data'));
  },
  'outline.open': async ({ hand, page, canvas }) => {
    await hand.goTo(node('base'));
    await hand.press('o');
    await page.getByRole('treeitem').first().waitFor();
    await hand.press('F6');
    await hand.tabTo(/^(?!.*, node).*Weather conversations/);
    await hand.press('Home', 'ArrowDown', 'd');
    await canvas.page.getByRole('group', { name: /, off$/ }).waitFor();
    await hand.press('End', 'F2');
    await eventually(() => hand.focused()).toBe('Text of the note');
  },
  'saving.save': async ({ saved }) => {
    expect((await saved()).nodes).toHaveLength(4);
  },
  'versions.show': async ({ hand, page }) => {
    await hand.find('Show the versions');
    await page.getByRole('button', { name: 'Versions', expanded: true }).waitFor();
  },
  'templates.saveAs': async ({ hand, page }) => {
    await hand.goTo(node('base'));
    await hand.find('Save as a template');
    const dialog = page.getByRole('dialog', { name: 'Save as a template' });
    await dialog.waitFor();
    await hand.tabTo(/^Name in English/);
    await hand.press('Control+a');
    await hand.type('By keys');
    await hand.tabTo(/^Save template$/);
    await hand.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const templates = await stage.served.api.templates.list.query();
    expect(templates.some(({ source }) => source === 'own')).toBe(true);
    await eventually(() => hand.focused()).not.toBe('');
  },
  'canvas.copyLink': async ({ hand, page }) => {
    await hand.choose(node('sft'));
    await hand.menu('Copy a link to it');
    await page.getByText('The link to “sft” is copied.').waitFor();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    await page.goto(link);
    await eventually(() => hand.focused()).toMatch(node('sft'));
    await page.locator('[data-node="sft"][data-selected]').waitFor();
  },
  'canvas.delete': async ({ hand, canvas }) => {
    await hand.choose(node('base'));
    await hand.press('Delete');
    await eventually(() => canvas.nodes.count()).toBe(3);
    await eventually(() => hand.focused()).not.toBe('');
    await hand.choose(note);
    await hand.press('Backspace');
    await eventually(() => canvas.page.getByRole('group', { name: note }).count()).toBe(0);
    await eventually(() => hand.focused()).not.toBe('');
  },
};

/** What is done about a run, in this order, on one graph that waits for people. */
const onRun: Record<string, Case> = {
  'runs.preflight': async ({ hand, page }) => {
    await hand.find('What would it take?');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await hand.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await eventually(() => hand.focused()).not.toBe('');
  },
  'runs.to': async ({ hand, canvas }) => {
    await hand.choose(node('answers'));
    await hand.press('Control+Shift+Enter');
    await canvas.state('answers', 'Done').waitFor();
  },
  'runs.start': async ({ hand, canvas }) => {
    await hand.goTo(node('answers'));
    await hand.press('Control+Enter');
    await canvas.state('labeling', 'Waiting for people').waitFor();
  },
  'runs.pause': async ({ hand, page }) => {
    await hand.find('Pause the run');
    await page.getByRole('button', { name: 'Resume' }).waitFor();
  },
  'runs.resume': async ({ hand, page }) => {
    await hand.find('Resume the run');
    await page.getByRole('button', { name: 'Resume' }).waitFor({ state: 'detached' });
  },
  'runs.cancel': async ({ hand, page }) => {
    await hand.find('Cancel run');
    await page.getByRole('link', { name: /Cancelled/ }).waitFor();
  },
  'runs.fromFailure': async ({ hand, canvas }) => {
    await hand.find('Run from the last failure');
    await canvas.state('labeling', 'Waiting for people').waitFor();
    await hand.find('Cancel run');
    await canvas.page.getByRole('link', { name: /Cancelled/ }).waitFor();
  },
  'runs.from': async ({ hand, canvas }) => {
    await hand.choose(node('answers'));
    await hand.press('Control+Alt+Enter');
    await canvas.state('labeling', 'Waiting for people').waitFor();
    await hand.find('Cancel run');
    await canvas.page.getByRole('link', { name: /Cancelled/ }).waitFor();
  },
  'runs.fresh': async ({ hand, canvas }) => {
    await hand.find('Run everything afresh');
    await canvas.state('labeling', 'Waiting for people').waitFor();
  },
  'runs.history': async ({ hand, page }) => {
    await hand.goTo(node('answers'));
    await hand.press('Control+Shift+h');
    const drawer = page.getByRole('dialog');
    await drawer.waitFor();
    await hand.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await eventually(() => hand.focused()).not.toBe('');
  },
  'canvas.output': async ({ hand, page }) => {
    await hand.choose(/^Wire from answers.completions to labeling.completions$/);
    await hand.press('v');
    await page.getByRole('dialog').waitFor();
    await hand.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(() => hand.focused()).not.toBe('');
  },
  'canvas.log': async ({ hand, page }) => {
    await hand.choose(node('answers'));
    await hand.press('l');
    await page.getByRole('button', { name: 'Run details', expanded: true }).waitFor();
  },
  'canvas.runPage': async ({ hand, page }) => {
    await hand.choose(node('answers'));
    await hand.menu('Open it on the run’s page');
    await page.waitForURL(/\/runs\/\w+\?node=answers/);
    await backToCanvas(page);
  },
  'rounds.quality': async ({ hand, page }) => {
    await hand.choose(node('labeling'));
    await hand.menu('Label quality');
    await page.waitForURL(/\/quality\/\w+\/labeling$/);
    await backToCanvas(page);
  },
  'rounds.more': async ({ hand, page }) => {
    await hand.choose(node('labeling'));
    await hand.menu('Ask people for more answers');
    await page.getByRole('dialog', { name: 'Ask for more' }).waitFor();
    await backToCanvas(page);
  },
  'runs.open': async ({ hand, page }) => {
    await hand.find('Open the run’s page');
    await page.waitForURL(/\/runs\//);
  },
};

/** Keys do nothing before the canvas is there again. */
async function backToCanvas(page: CanvasPage['page']): Promise<void> {
  await page.goBack();
  await page.waitForURL(/\/graphs\//);
  await new CanvasPage(page).nodes.first().waitFor();
}

async function pasted({ hand, canvas }: Place, id: string): Promise<void> {
  await hand.press('Control+v');
  await canvas.node(id).waitFor();
}

async function placeOn(id: string, opened: Awaited<ReturnType<typeof stage.open>>): Promise<Place> {
  const { page, canvas } = opened;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const hand = new Hand(page);
  const saved = async () => {
    await hand.press('Control+s');
    await page.getByText('Saved', { exact: true }).waitFor();
    return (await stage.served.api.graphs.get.query({ id })).graph;
  };
  const at = async (thing: string) => {
    const place = `(() => {
      const node = document.querySelector('.react-flow__node[data-id="${thing}"]');
      const { e, f } = new DOMMatrix(getComputedStyle(node).transform);
      return { x: e, y: f };
    })()`;
    return page.evaluate<{ x: number; y: number }>(place);
  };
  return { hand, page, canvas, saved, at };
}

test('every command has a way by the keyboard alone that is tried here', () => {
  const tried = Object.keys({ ...onGraph, ...onRun });
  expect(tried.sort()).toEqual(commands.map(({ id }) => id).sort());
});

describe('on the canvas, by keys alone', () => {
  test.each(Object.entries(onGraph))('%s', async (_id, act) => {
    const opened = await stage.open(drawn());
    await using _ = opened.visitor;
    await act(await placeOn(opened.id, opened));
  });
});

test('runs are started, stopped and looked at by keys alone', async () => {
  const opened = await stage.open(peopleOnly());
  await using _ = opened.visitor;
  const place = await placeOn(opened.id, opened);
  for (const act of Object.values(onRun)) await act(place);
});

test('a wire is drawn from port to port, and things are moved, by keys', async () => {
  const opened = await stage.open(drawn());
  await using _ = opened.visitor;
  const { hand, canvas, at } = await placeOn(opened.id, opened);
  await hand.goTo(/^Output .* of sft: gives/);
  await hand.press('Enter');
  await hand.tabTo(/^Input .* of export: takes/);
  await hand.press('Enter');
  await canvas.wire('sft.model', 'export.model').waitFor();
  await hand.choose(node('base'));
  await hand.press('ArrowRight');
  await eventually(async () => (await at('base')).x).toBeGreaterThan(360);
  await hand.press('Control+z');
  await eventually(async () => (await at('base')).x).toBe(360);
});
