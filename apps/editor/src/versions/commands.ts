import { text } from '@heed/schema';
import { IconHistory } from '@tabler/icons-react';
import type { Command } from '../commands/command.ts';

export const commands: Command[] = [
  {
    id: 'versions.show',
    title: text('Show the versions', '显示版本'),
    Icon: IconHistory,
    where: ['global'],
    order: 510,
    run: ({ editor }) => editor.openDock('versions'),
  },
];
