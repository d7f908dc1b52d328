import { text } from '@heed/schema';
import { IconListTree } from '@tabler/icons-react';
import type { Command } from '../commands/command.ts';

export const commands: Command[] = [
  {
    id: 'outline.open',
    title: text('Open the outline', '打开大纲'),
    Icon: IconListTree,
    where: ['canvas'],
    order: 313,
    keys: ['O'],
    run: ({ editor }) => editor.openDock('outline'),
  },
];
