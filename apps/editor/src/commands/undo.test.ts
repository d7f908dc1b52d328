import { emptyGraph, type Graph } from '@heed/schema';
import { beforeEach, expect, test, vi } from 'vitest';
import { addNode, addNote, connect, wireId } from '../canvas/store/edits.ts';
import { createGraphStore } from '../canvas/store/graphStore.ts';
import { group } from '../canvas/store/groups.ts';
import { kinds, testCatalogue } from '../canvas/store/testKinds.ts';
import type { Command, CommandContext } from './command.ts';
import { commands, runCommand } from './registry.ts';

const model = { node: 'model', port: 'model' };
const tune = { node: 'tune', port: 'model' };

/** A pipeline with something of everything: nodes, wires, notes, groups, parameters and files that it needs. */
function furnished(): Graph {
  let graph = emptyGraph('Furnished');
  for (const [index, kind] of Object.values(kinds).entries())
    graph = addNode(graph, kind, { x: index * 333, y: index * 50 }).graph;
  graph = connect(graph, model, tune);
  graph = connect(graph, tune, { node: 'judge', port: 'model' });
  graph = addNote(graph, { x: 40, y: 400 }, '**why**').graph;
  graph = group(graph, new Set(['judge', 'reward', 'note']), 'Judged').graph;
  return {
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === 'tune' ? { ...node, config: { rate: 0.1 } } : node)),
    parameters: [{ id: 'rate', node: 'tune', field: 'rate' }],
    needs: { files: [{ node: 'model', field: 'path' }] } as Graph['needs'],
  };
}

/** What somebody may have selected when a command is asked for. */
const asked: Record<string, { items?: string[]; wires?: string[] }> = {
  nothing: {},
  'a node': { items: ['tune'] },
  'a member of a group': { items: ['judge'] },
  'a note': { items: ['note'] },
  'a group': { items: ['group'] },
  'a wire': { wires: [wireId({ from: model, to: tune })] },
  several: { items: ['model', 'tune', 'note'], wires: [wireId({ from: model, to: tune })] },
  everything: { items: ['model', 'tune', 'judge', 'reward', 'compare', 'note', 'group'] },
};

vi.mock('../canvas/layout.ts', async (original) => {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const real = await original<typeof import('../canvas/layout.ts')>();
  return {
    ...real,
    layOutInWorker: (...args: Parameters<typeof real.layOutInWorker>) =>
      real.layOut(args[0], args[1], new Elk(), args[2]),
  };
});
vi.mock('../canvas/chooseFile.ts', () => ({
  chooseFile: async () =>
    new File([JSON.stringify({ ...emptyGraph('From a file') })], 'other.json', { type: 'application/json' }),
}));

beforeEach(() => {
  const clip = { format: 'heed/clip', nodes: furnished().nodes, edges: [], notes: [], groups: [] };
  vi.stubGlobal('document', { querySelector: () => null, querySelectorAll: () => [], activeElement: null });
  const location = { href: 'http://localhost/' };
  vi.stubGlobal('window', Object.assign(Object.create(globalThis), { location }));
  vi.stubGlobal('CSS', { escape: (id: string) => id });
  vi.stubGlobal('requestAnimationFrame', () => 0);
  vi.stubGlobal('navigator', {
    platform: '',
    clipboard: { readText: async () => JSON.stringify(clip), writeText: async () => {} },
  });
});

/** Answers every call and question with nothing. */
const nobody = new Proxy((): unknown => nobody, {
  get: (_target, name): unknown =>
    name === 'then' ? undefined : name === Symbol.toPrimitive ? () => 0 : nobody,
});

function contextOf(about: (typeof asked)[string]): CommandContext {
  const store = createGraphStore(furnished(), 1);
  return {
    ...{ graphId: 'graph', store, catalogue: testCatalogue, problems: [] },
    ...{ items: new Set(about.items), wires: new Set(about.wires), at: { x: 16, y: 24 } },
    saving: { mayEdit: true, save: async () => true } as CommandContext['saving'],
    run: {
      nodes: new Map(),
      ...{ begin: nobody, plan: nobody, start: nobody, showHistory: nobody },
    } as unknown as CommandContext['run'],
    flow: nobody as unknown as CommandContext['flow'],
    editor: nobody as unknown as CommandContext['editor'],
    text: ({ en }) => en,
    navigate: () => {},
    showError: (error) => {
      throw error;
    },
  };
}

const travels = new Set(['canvas.undo', 'canvas.redo']);
const bytes = ({ store }: CommandContext) => JSON.stringify(store.getState().history.present);
const edited: string[] = [];

/** Does a command, takes it back and does it again; gives the graph after each. */
async function backAndForth(command: Command, context: CommandContext) {
  const before = bytes(context);
  await runCommand(command, context);
  const { history, undo, redo } = context.store.getState();
  const after = bytes(context);
  if (history.past.length === 0) return { steps: 0, before, after, back: after, forth: after };
  undo();
  const back = bytes(context);
  redo();
  return { steps: history.past.length, before, after, back, forth: bytes(context) };
}

for (const command of commands.filter(({ id }) => !travels.has(id)))
  test(`${command.id} is taken back and done again to the byte, in one step`, async () => {
    for (const [name, about] of Object.entries(asked)) {
      const { steps, before, after, back, forth } = await backAndForth(command, contextOf(about));
      if (steps > 0) edited.push(command.id);
      expect([name, steps > 1, back === before || steps === 0, forth === after]).toEqual([
        name,
        false,
        true,
        true,
      ]);
      expect([name, steps === 0 && after !== before]).toEqual([name, false]);
    }
  });

test('all commands that say so change the pipeline, and no others do', () => {
  const asks = ['canvas.search', 'canvas.insert', 'canvas.connect'];
  const say = commands.filter(({ id, edits }) => edits && !travels.has(id) && !asks.includes(id));
  // a group is closed by who may only look, too, and then only in their own window
  expect([...new Set(edited)].sort()).toEqual([...say.map(({ id }) => id), 'canvas.collapse'].sort());
});

test('nothing that changes the pipeline is done for who may only look', async () => {
  for (const command of commands.filter(({ edits }) => edits))
    for (const about of Object.values(asked)) {
      const context = { ...contextOf(about), saving: { mayEdit: false } as CommandContext['saving'] };
      const before = bytes(context);
      await runCommand(command, context);
      expect([command.id, bytes(context)]).toEqual([command.id, before]);
    }
});
