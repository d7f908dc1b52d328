import { type Graph, type NodeMode, text } from '@heed/schema';
import {
  IconArrowBackUp,
  IconArrowForward,
  IconArrowForwardUp,
  IconBoxMultiple,
  IconCopyPlus,
  IconEraser,
  IconFileImport,
  IconMaximize,
  IconNote,
  IconPlus,
  IconPower,
  IconSearch,
  IconSelectAll,
  IconTrash,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { Command, CommandContext } from '../commands/command.ts';
import { readGraphFile } from '../graphs/files.ts';
import { arrangeCommands } from './arrangeCommands.ts';
import { chooseFile } from './chooseFile.ts';
import { clipboardCommands } from './clipboardCommands.ts';
import { editCommands } from './editCommands.ts';
import { focusCanvas, focusThing } from './focus.ts';
import { goCommands } from './goCommands.ts';
import { linkCommands } from './linkCommands.ts';
import { offerUndo } from './offerUndo.ts';
import { copy } from './store/clipboard.ts';
import { addNote, clear, GRID, remove, toggleMode, upgradeNodes } from './store/edits.ts';
import { nothing } from './store/graphStore.ts';
import { group, setGroup, ungroup } from './store/groups.ts';
import { wireOf } from './store/splice.ts';
import { insertClip } from './useClipboard.ts';
import { middleOfWire } from './wirePlaces.ts';

/** A duplicate stands this far right and below of its original. */
const DUPLICATE_SHIFT = 4 * GRID;

function nodesOf({ store, items }: CommandContext) {
  return store.getState().history.present.nodes.filter(({ id }) => items.has(id));
}

function groupsOf({ store, items }: CommandContext) {
  return store.getState().history.present.groups.filter(({ id }) => items.has(id));
}

/** Are all of the nodes that it is about in this mode? */
function hasMode(context: CommandContext, mode: NodeMode): boolean {
  const nodes = nodesOf(context);
  return nodes.length > 0 && nodes.every((node) => node.mode === mode);
}

/** What is done to the graph and the view of it. */
export const commands: Command[] = [
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
  {
    id: 'canvas.off',
    edits: true,
    title: (context) => (hasMode(context, 'off') ? text('Switch on', '打开') : text('Switch off', '关闭')),
    Icon: IconPower,
    where: ['node', 'selection'],
    order: 120,
    keys: ['D'],
    reach: 'canvas',
    when: (context) => nodesOf(context).length > 0,
    run: ({ store, items }) => store.getState().edit((graph) => toggleMode(graph, items, 'off')),
  },
  {
    id: 'canvas.bypass',
    edits: true,
    title: (context) =>
      hasMode(context, 'bypass') ? text('Take back in', '取消旁路') : text('Bypass', '旁路'),
    Icon: IconArrowForward,
    where: ['node', 'selection'],
    order: 121,
    keys: ['B'],
    reach: 'canvas',
    when: (context) => nodesOf(context).length > 0,
    run: ({ store, items }) => store.getState().edit((graph) => toggleMode(graph, items, 'bypass')),
  },
  {
    id: 'canvas.group',
    edits: true,
    title: text('Group', '编组'),
    Icon: IconBoxMultiple,
    where: ['node', 'selection'],
    order: 130,
    keys: ['Mod+G'],
    reach: 'canvas',
    when: ({ store, items }) => {
      const { nodes, notes } = store.getState().history.present;
      return [...nodes, ...notes].some(({ id }) => items.has(id));
    },
    run: ({ store, items, text: say }) => {
      const made = group(store.getState().history.present, items, say(text('Group', '分组')));
      store.getState().edit(() => made.graph);
      store.getState().select({ items: new Set([made.id]), wires: new Set() });
      focusThing(made.id);
    },
  },
  {
    id: 'canvas.ungroup',
    edits: true,
    title: text('Take the group apart', '取消编组'),
    where: ['group', 'selection'],
    order: 131,
    keys: ['Mod+Shift+G'],
    reach: 'canvas',
    when: (context) => groupsOf(context).length > 0,
    run: ({ store, items }) => store.getState().edit((graph) => ungroup(graph, items)),
  },
  {
    id: 'canvas.collapse',
    title: (context) =>
      groupsOf(context).every(({ collapsed }) => collapsed)
        ? text('Open the group', '展开分组')
        : text('Close the group', '折叠分组'),
    where: ['group'],
    order: 132,
    keys: ['C'],
    reach: 'canvas',
    when: (context) => groupsOf(context).length > 0,
    run: (context) => {
      const groups = groupsOf(context);
      const collapsed = !groups.every((one) => one.collapsed);
      const { mayEdit, edit, look } = context.store.getState();
      const set = (graph: Graph) => groups.reduce((now, { id }) => setGroup(now, id, { collapsed }), graph);
      if (mayEdit) edit(set);
      else look(set);
    },
  },
  {
    id: 'canvas.undo',
    edits: true,
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
    edits: true,
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
    reach: 'canvas',
    run: ({ store }) => {
      store.getState().setWiring(undefined);
      store.getState().select(nothing);
    },
  },
  ...arrangeCommands,
  ...editCommands,
  ...clipboardCommands,
  ...linkCommands,
  ...goCommands,
  {
    id: 'canvas.clear',
    edits: true,
    title: text('Clear the canvas', '清空画布'),
    Icon: IconEraser,
    where: ['canvas'],
    order: 301,
    when: ({ store }) => {
      const { nodes, notes } = store.getState().history.present;
      return nodes.length + notes.length > 0;
    },
    run: (context) => {
      context.store.getState().edit(clear);
      focusCanvas();
      offerUndo(context, text('The canvas is empty now.', '画布已清空。'));
    },
  },
  {
    id: 'canvas.replace',
    edits: true,
    title: text('Replace all by a file…', '用文件替换全部内容…'),
    Icon: IconFileImport,
    where: ['canvas'],
    order: 302,
    run: async (context) => {
      const file = await chooseFile('.json,application/json');
      if (!file) return;
      const graph = upgradeNodes(await readGraphFile(file), context.catalogue);
      context.store.getState().edit(() => graph);
      offerUndo(context, text('The pipeline is that of the file now.', '流程已替换为文件中的内容。'));
      requestAnimationFrame(context.editor.fitAll);
    },
  },
  {
    id: 'canvas.zoomOut',
    title: text('Zoom out', '缩小'),
    Icon: IconZoomOut,
    where: ['global'],
    order: 310,
    keys: ['-'],
    run: ({ flow }) => void flow.zoomOut(),
  },
  {
    id: 'canvas.zoomIn',
    title: text('Zoom in', '放大'),
    Icon: IconZoomIn,
    where: ['global'],
    order: 311,
    keys: ['+', '='],
    run: ({ flow }) => void flow.zoomIn(),
  },
  {
    id: 'canvas.fit',
    title: text('Show everything', '显示全部'),
    Icon: IconMaximize,
    where: ['canvas'],
    order: 312,
    keys: ['F', '0'],
    run: ({ editor }) => editor.fitAll(),
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
