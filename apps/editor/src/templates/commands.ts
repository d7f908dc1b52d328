import { text } from '@heed/schema';
import { IconLayoutGridAdd } from '@tabler/icons-react';
import type { Command } from '../commands/command.ts';
import { showSaveTemplate } from './saveDialog.ts';

/** What is done about templates from the canvas. */
export const commands: Command[] = [
  {
    id: 'templates.saveAs',
    title: text('Save as a template', '保存为模板'),
    Icon: IconLayoutGridAdd,
    where: ['global'],
    order: 520,
    when: ({ store, saving }) => saving.mayEdit && store.getState().history.present.nodes.length > 0,
    run: () => showSaveTemplate(true),
  },
];
