import { type Graph, text } from '@heed/schema';
import { IconBoxMultiple } from '@tabler/icons-react';
import type { Command, CommandContext } from '../commands/command.ts';
import { focusThing } from './focus.ts';
import { group, setGroup, ungroup } from './store/groups.ts';

function groupsOf({ store, items }: CommandContext) {
  return store.getState().history.present.groups.filter(({ id }) => items.has(id));
}

/** How nodes and notes are put into groups, and groups opened, closed and taken apart. */
export const groupCommands: Command[] = [
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
];
