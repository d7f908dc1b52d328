import { text } from '@heed/schema';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCopyPlus,
  IconLayoutDistributeHorizontal,
  IconMaximize,
  IconNote,
  IconSearch,
  IconSelectAll,
  IconTrash,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { Command } from '../commands/command.ts';
import { layOut } from './layout.ts';
import { copy } from './store/clipboard.ts';
import { addNote, GRID, move, remove } from './store/edits.ts';
import { nothing } from './store/graphStore.ts';
import { insertClip } from './useClipboard.ts';

/** A duplicate stands this far right and below of its original. */
const DUPLICATE_SHIFT = 4 * GRID;

/** What is done to the graph and the view of it. */
export const commands: Command[] = [
  {
    id: 'canvas.search',
    title: text('Add a node', '添加节点'),
    Icon: IconSearch,
    where: ['canvas'],
    order: 100,
    keys: ['/'],
    run: ({ editor, at }) => editor.search({ at }),
  },
  {
    id: 'canvas.note',
    title: text('Add a note', '添加便签'),
    Icon: IconNote,
    where: ['canvas'],
    order: 101,
    run: ({ store, at }) => {
      const added = addNote(store.getState().history.present, at);
      store.getState().edit(() => added.graph);
      store.getState().select({ items: new Set([added.id]), wires: new Set() });
    },
  },
  {
    id: 'canvas.duplicate',
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
    id: 'canvas.undo',
    title: text('Undo', '撤销'),
    Icon: IconArrowBackUp,
    where: ['canvas'],
    order: 200,
    keys: ['Mod+Z'],
    when: ({ store }) => store.getState().history.past.length > 0,
    run: ({ store }) => store.getState().undo(),
  },
  {
    id: 'canvas.redo',
    title: text('Redo', '重做'),
    Icon: IconArrowForwardUp,
    where: ['canvas'],
    order: 201,
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    when: ({ store }) => store.getState().history.future.length > 0,
    run: ({ store }) => store.getState().redo(),
  },
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
    run: ({ store }) => {
      store.getState().setWiring(undefined);
      store.getState().select(nothing);
    },
  },
  {
    id: 'canvas.arrange',
    title: text('Arrange the nodes', '自动排列节点'),
    Icon: IconLayoutDistributeHorizontal,
    where: ['canvas'],
    order: 300,
    run: async ({ store, catalogue, editor }) => {
      const places = await layOut(store.getState().history.present, catalogue);
      store.getState().edit((current) => move(current, places));
      requestAnimationFrame(editor.fitAll);
    },
  },
  {
    id: 'canvas.zoomOut',
    title: text('Zoom out', '缩小'),
    Icon: IconZoomOut,
    where: ['global'],
    order: 310,
    run: ({ flow }) => void flow.zoomOut(),
  },
  {
    id: 'canvas.zoomIn',
    title: text('Zoom in', '放大'),
    Icon: IconZoomIn,
    where: ['global'],
    order: 311,
    run: ({ flow }) => void flow.zoomIn(),
  },
  {
    id: 'canvas.fit',
    title: text('Show everything', '显示全部'),
    Icon: IconMaximize,
    where: ['canvas'],
    order: 312,
    keys: ['F'],
    run: ({ editor }) => editor.fitAll(),
  },
  {
    id: 'canvas.delete',
    title: text('Delete', '删除'),
    Icon: IconTrash,
    where: ['node', 'note', 'wire', 'selection'],
    order: 900,
    keys: ['Delete', 'Backspace'],
    reach: 'canvas',
    when: ({ items, wires }) => items.size + wires.size > 0,
    run: ({ store, items, wires }) => store.getState().edit((graph) => remove(graph, items, wires)),
  },
];
