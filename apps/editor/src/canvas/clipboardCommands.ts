import { text } from '@heed/schema';
import { IconClipboard, IconCopy, IconCut } from '@tabler/icons-react';
import { LocalizedError } from '../api/LocalizedError.ts';
import { copyText } from '../app/copyText.ts';
import type { Command, CommandContext } from '../commands/command.ts';
import { sayTaken } from './sayTaken.ts';
import { type Clip, clipText, copy } from './store/clipboard.ts';
import { remove } from './store/edits.ts';
import { pasteText } from './useClipboard.ts';

const mayNotRead = text(
  'The browser does not let this page read the clipboard. Press Ctrl+V on the canvas instead.',
  '浏览器不允许此页面读取剪贴板。请在画布上按 Ctrl+V。',
);

/** Puts what the command is about on the clipboard, as Ctrl+C does. */
async function take({ store, items, text: say }: CommandContext, isCut: boolean): Promise<Clip> {
  const clip = copy(store.getState().history.present, items);
  await copyText(clipText(clip));
  sayTaken(clip, isCut, say);
  return clip;
}

/** Copy, cut and paste for menus; their keys are those of the browser, which asks nobody for leave. */
export const clipboardCommands: Command[] = [
  {
    id: 'canvas.copy',
    title: text('Copy', '复制'),
    Icon: IconCopy,
    where: ['node', 'note', 'group', 'selection'],
    order: 111,
    when: ({ items }) => items.size > 0,
    run: async (context) => {
      await take(context, false);
    },
  },
  {
    id: 'canvas.cut',
    edits: true,
    title: text('Cut', '剪切'),
    Icon: IconCut,
    where: ['node', 'note', 'group', 'selection'],
    order: 112,
    when: ({ items }) => items.size > 0,
    run: async (context) => {
      const { nodes, notes } = await take(context, true);
      const { items, wires, store } = context;
      const gone = new Set([...items, ...[...nodes, ...notes].map(({ id }) => id)]);
      store.getState().edit((graph) => remove(graph, gone, wires));
    },
  },
  {
    id: 'canvas.paste',
    edits: true,
    title: text('Paste here', '粘贴到此处'),
    Icon: IconClipboard,
    where: ['canvas'],
    order: 113,
    run: async ({ store, catalogue, at }) => {
      const found = await navigator.clipboard?.readText().catch(() => undefined);
      if (found === undefined) throw new LocalizedError(mayNotRead);
      pasteText(store, catalogue, found, at);
    },
  },
];
