import { text } from '@heed/schema';
import { notifications } from '@mantine/notifications';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import type { Command } from '../commands/command.ts';

/** What is done about runs of the open pipeline. */
export const commands: Command[] = [
  {
    id: 'runs.start',
    title: text('Run', '运行'),
    Icon: IconPlayerPlay,
    where: ['run', 'canvas'],
    order: 400,
    keys: ['Mod+Enter'],
    reach: 'everywhere',
    when: ({ run }) => !run.active && !run.starting,
    run: async ({ run, saving, problems, editor, text: say }) => {
      if (problems.length > 0) {
        editor.openDock('problems');
        notifications.show({
          color: 'yellow',
          message: say(text('Mend the problems below, then run.', '请先解决下面的问题，再运行。')),
        });
      } else if (await saving.save()) await run.start();
    },
  },
  {
    id: 'runs.cancel',
    title: text('Cancel run', '取消运行'),
    Icon: IconPlayerStop,
    where: ['run'],
    order: 401,
    when: ({ run }) => run.active && run.run?.state !== 'cancelling',
    run: ({ run }) => run.cancel(),
  },
];
