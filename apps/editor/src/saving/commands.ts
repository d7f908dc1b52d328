import { text } from '@heed/schema';
import { IconDeviceFloppy } from '@tabler/icons-react';
import type { Command } from '../commands/command.ts';

/** What is done about saving the open pipeline. */
export const commands: Command[] = [
  {
    id: 'saving.save',
    title: text('Save', '保存'),
    Icon: IconDeviceFloppy,
    where: ['global'],
    order: 500,
    keys: ['Mod+S'],
    reach: 'everywhere',
    run: async ({ saving }) => void (await saving.save()),
  },
];
