import { text } from '@heed/schema';
import { IconCommand, IconKeyboard } from '@tabler/icons-react';
import type { Command } from './command.ts';

/** What is done about commands themselves. */
export const commands: Command[] = [
  {
    id: 'commands.palette',
    title: text('Find anything to do', '查找操作'),
    Icon: IconCommand,
    where: ['canvas'],
    order: 99,
    keys: ['Mod+K'],
    reach: 'everywhere',
    run: ({ editor }) => editor.openPalette(),
  },
  {
    id: 'commands.keys',
    title: text('Show the keyboard shortcuts', '显示键盘快捷键'),
    Icon: IconKeyboard,
    where: ['global'],
    order: 990,
    keys: ['?'],
    run: ({ editor }) => editor.openKeys(),
  },
];
