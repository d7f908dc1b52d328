import { type Localized, text } from '@heed/schema';
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { CommandContext } from '../commands/command.ts';

/** Says what was done to all of the graph, with the way back; nobody is asked before. */
export function offerUndo({ store, text: say }: CommandContext, done: Localized): void {
  const undo = () => {
    store.getState().undo();
    notifications.hide(toast);
  };
  const toast = notifications.show({
    autoClose: 12_000,
    message: (
      <Group gap="xs" justify="space-between">
        <Text size="sm">{say(done)}</Text>
        <Button size="compact-sm" variant="light" onClick={undo}>
          {say(text('Undo', '撤销'))}
        </Button>
      </Group>
    ),
  });
}
