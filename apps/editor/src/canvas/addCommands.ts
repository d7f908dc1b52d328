import { text } from '@heed/schema';
import { IconCopyPlus, IconNote, IconPlus, IconSearch } from '@tabler/icons-react';
import type { Command } from '../commands/command.ts';
import { copy } from './store/clipboard.ts';
import { addNote, GRID } from './store/edits.ts';
import { wireOf } from './store/splice.ts';
import { insertClip } from './useClipboard.ts';
import { middleOfWire } from './wirePlaces.ts';

/** A duplicate stands this far right and below of its original. */
const DUPLICATE_SHIFT = 4 * GRID;

/** How nodes and notes come onto the canvas. */
export const addCommands: Command[] = [
  {
    id: 'canvas.search',
    edits: true,
    title: text('Add a node', '添加节点'),
    Icon: IconSearch,
    where: ['canvas'],
    order: 100,
    keys: ['/'],
    run: ({ editor, at }) => editor.search({ at }),
  },
  {
    id: 'canvas.note',
    edits: true,
    title: text('Add a note', '添加便签'),
    Icon: IconNote,
    where: ['canvas'],
    order: 101,
    run: ({ store, at }) => {
      const added = addNote(store.getState().history.present, at);
      const { edit, select, write } = store.getState();
      edit(() => added.graph);
      select({ items: new Set([added.id]), wires: new Set() });
      write(added.id);
    },
  },
  {
    id: 'canvas.duplicate',
    edits: true,
    title: text('Duplicate', '复制一份'),
    Icon: IconCopyPlus,
    where: ['node', 'note', 'selection'],
    order: 110,
    keys: ['Mod+D'],
    reach: 'canvas',
    when: ({ items }) => items.size > 0,
    run: ({ store, items }) =>
      insertClip(store, copy(store.getState().history.present, items), {
        x: DUPLICATE_SHIFT,
        y: DUPLICATE_SHIFT,
      }),
  },
  {
    id: 'canvas.insert',
    edits: true,
    title: text('Insert a node', '插入节点'),
    Icon: IconPlus,
    where: ['wire'],
    order: 102,
    keys: ['I'],
    reach: 'canvas',
    when: ({ items, wires }) => wires.size === 1 && items.size === 0,
    run: ({ editor, store, catalogue, wires, at }) => {
      const [inWire = ''] = wires;
      const graph = store.getState().history.present;
      const wire = wireOf(graph, inWire);
      editor.search({ at: (wire && middleOfWire(graph, catalogue, wire)) ?? at, inWire });
    },
  },
];
