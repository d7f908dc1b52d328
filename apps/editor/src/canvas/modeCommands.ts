import { type NodeMode, text } from '@heed/schema';
import { IconArrowForward, IconPower } from '@tabler/icons-react';
import type { Command, CommandContext } from '../commands/command.ts';
import { toggleMode } from './store/edits.ts';

function nodesOf({ store, items }: CommandContext) {
  return store.getState().history.present.nodes.filter(({ id }) => items.has(id));
}

/** Are all of the nodes that it is about in this mode? */
function hasMode(context: CommandContext, mode: NodeMode): boolean {
  const nodes = nodesOf(context);
  return nodes.length > 0 && nodes.every((node) => node.mode === mode);
}

const hasNodes = (context: CommandContext) => nodesOf(context).length > 0;

const toggles =
  (mode: NodeMode) =>
  ({ store, items }: CommandContext) =>
    store.getState().edit((graph) => toggleMode(graph, items, mode));

/** Whether nodes take part in runs. */
export const modeCommands: Command[] = [
  {
    id: 'canvas.off',
    edits: true,
    title: (context) => (hasMode(context, 'off') ? text('Switch on', '打开') : text('Switch off', '关闭')),
    Icon: IconPower,
    where: ['node', 'selection'],
    order: 120,
    keys: ['D'],
    reach: 'canvas',
    when: hasNodes,
    run: toggles('off'),
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
    when: hasNodes,
    run: toggles('bypass'),
  },
];
