import { text } from '@heed/schema';
import { IconSelectAll, IconTrash } from '@tabler/icons-react';
import type { Command } from '../commands/command.ts';
import { remove } from './store/edits.ts';
import { nothing } from './store/graphStore.ts';

/** What is selected, and how it goes. */
export const selectCommands: Command[] = [
  {
    id: 'canvas.selectAll',
    title: text('Select everything', '全选'),
    Icon: IconSelectAll,
    where: ['canvas'],
    order: 202,
    keys: ['Mod+A'],
    reach: 'canvas',
    run: ({ store }) => {
      const { nodes, notes } = store.getState().history.present;
      store.getState().select({ items: new Set([...nodes, ...notes].map(({ id }) => id)), wires: new Set() });
    },
  },
  {
    id: 'canvas.letGo',
    title: text('Select nothing', '取消选择'),
    where: ['global'],
    order: 203,
    keys: ['Escape'],
    reach: 'canvas',
    run: ({ store }) => {
      store.getState().setWiring(undefined);
      store.getState().select(nothing);
    },
  },
  {
    id: 'canvas.delete',
    edits: true,
    title: text('Delete', '删除'),
    Icon: IconTrash,
    where: ['node', 'note', 'group', 'wire', 'selection'],
    order: 900,
    keys: ['Delete', 'Backspace'],
    reach: 'canvas',
    when: ({ items, wires }) => items.size + wires.size > 0,
    run: ({ store, items, wires }) => store.getState().edit((graph) => remove(graph, items, wires)),
  },
];
