import { text } from '@heed/schema';
import { IconArrowBackUp, IconArrowForwardUp, IconEraser, IconFileImport } from '@tabler/icons-react';
import type { Command } from '../commands/command.ts';
import { readGraphFile } from '../graphs/files.ts';
import { chooseFile } from './chooseFile.ts';
import { focusCanvas } from './focus.ts';
import { offerUndo } from './offerUndo.ts';
import { clear, upgradeNodes } from './store/edits.ts';

/** What is done to the pipeline as a whole. */
export const wholeCommands: Command[] = [
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
];
