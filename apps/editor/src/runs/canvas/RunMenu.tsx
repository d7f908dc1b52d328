import { ActionIcon, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useMakeContext } from '../../commands/commandContext.ts';
import { commandsFor, commandTitle, runCommand } from '../../commands/registry.ts';
import { useText } from '../../i18n/language.ts';
import { useCanvasRunWords } from './words.ts';

/** Every hundred begins a new part of the menu. */
const PART = 100;

/** Everything that can be done about runs of the pipeline now: run a part of it, look ahead, look back. */
export function RunMenu() {
  const words = useCanvasRunWords();
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon size={30} variant="default" aria-label={words('moreWays')} title={words('moreWays')}>
          <IconChevronDown size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <RunItems />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Mounted with the open menu, so that it offers what can be done at that moment. */
function RunItems() {
  const text = useText();
  const context = useMakeContext()();
  const items = commandsFor('run', context);
  return items.map((command, index) => {
    const before = items[index - 1];
    const isNewPart = before && Math.floor(before.order / PART) !== Math.floor(command.order / PART);
    return (
      <Fragment key={command.id}>
        {isNewPart && <Menu.Divider />}
        <Menu.Item
          leftSection={command.Icon && <command.Icon size={16} aria-hidden="true" />}
          onClick={() => void runCommand(command, context)}
        >
          {text(commandTitle(command, context))}
        </Menu.Item>
      </Fragment>
    );
  });
}
