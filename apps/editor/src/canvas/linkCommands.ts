import { text } from '@heed/schema';
import { IconExternalLink, IconFileText, IconLink, IconTable } from '@tabler/icons-react';
import { copyText } from '../app/copyText.ts';
import { showToast } from '../app/showToast.ts';
import type { Command, CommandContext } from '../commands/command.ts';
import { wireOf } from './store/splice.ts';

/** The one node that a command is about. */
function nodeOf({ store, items, wires }: CommandContext) {
  const [id] = items;
  const { nodes } = store.getState().history.present;
  return items.size === 1 && wires.size === 0 ? nodes.find((node) => node.id === id) : undefined;
}

/** What the node made, or what flowed through the wire, in the run on the canvas. */
function outputOf(context: CommandContext): { node: string; port: string } | undefined {
  const [wire] = context.wires;
  const from = wire === undefined ? undefined : wireOf(context.store.getState().history.present, wire)?.from;
  const node = from?.node ?? nodeOf(context)?.id;
  const outputs = (node && context.run.nodes.get(node)?.outputs) || {};
  const port = from?.port ?? Object.keys(outputs)[0];
  return node && port && outputs[port] ? { node, port } : undefined;
}

/** Has the node a part in the run on the canvas? */
function ran(context: CommandContext): boolean {
  const node = nodeOf(context);
  return node !== undefined && context.run.nodes.has(node.id);
}

/** How one gets from what is drawn to what it did in the run on the canvas. */
export const linkCommands: Command[] = [
  {
    id: 'canvas.output',
    title: ({ wires }) =>
      wires.size > 0
        ? text('Open what flowed here', '打开流经此处的内容')
        : text('Open its output', '打开其输出'),
    Icon: IconTable,
    where: ['node', 'wire'],
    order: 600,
    keys: ['V'],
    reach: 'canvas',
    when: (context) => outputOf(context) !== undefined,
    run: (context) => {
      const output = outputOf(context);
      if (output) context.editor.openOutput(output.node, output.port);
    },
  },
  {
    id: 'canvas.log',
    title: text('Read its log', '查看其日志'),
    Icon: IconFileText,
    where: ['node'],
    order: 601,
    keys: ['L'],
    reach: 'canvas',
    when: ran,
    run: ({ editor }) => editor.openDock('run'),
  },
  {
    id: 'canvas.runPage',
    title: text('Open it on the run’s page', '在运行页面中打开'),
    Icon: IconExternalLink,
    where: ['node'],
    order: 602,
    when: ran,
    run: (context) => context.navigate(`/runs/${context.run.run?.id}?node=${nodeOf(context)?.id}`),
  },
  {
    id: 'canvas.copyLink',
    title: text('Copy a link to it', '复制其链接'),
    Icon: IconLink,
    where: ['node', 'note', 'group'],
    order: 603,
    when: ({ items, wires }) => items.size === 1 && wires.size === 0,
    run: async ({ graphId, items, text: say }) => {
      const [id = ''] = items;
      const link = new URL(`/graphs/${graphId}?at=${id}`, window.location.href).href;
      await copyText(link);
      const done = text(`The link to “${id}” is copied.`, `已复制指向“${id}”的链接。`);
      showToast({ message: say(done) });
    },
  },
];
