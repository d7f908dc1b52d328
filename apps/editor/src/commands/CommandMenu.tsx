import { Kbd, Menu } from '@mantine/core';
import { Fragment } from 'react';
import { useText } from '../i18n/language.ts';
import classes from './CommandMenu.module.css';
import type { CommandContext, CommandPlace } from './command.ts';
import { keyNames } from './keyNames.ts';
import { commandsFor, commandTitle, runCommand } from './registry.ts';

interface CommandItemsProps {
  place: CommandPlace;
  context: CommandContext;
}

/** Commands of a place as the items of a menu, in parts, with their keys. */
function CommandItems({ place, context }: CommandItemsProps) {
  const text = useText();
  const found = commandsFor(place, context);
  const part = (index: number) => Math.floor((found[index]?.order ?? 0) / 100);
  return found.map((command, index) => (
    <Fragment key={command.id}>
      {index > 0 && part(index) !== part(index - 1) && <Menu.Divider />}
      <Menu.Item
        leftSection={command.Icon && <command.Icon size={16} aria-hidden="true" />}
        rightSection={command.keys?.[0] && <Kbd size="xs">{keyNames(command.keys[0]).join(' ')}</Kbd>}
        onClick={() => void runCommand(command, context)}
      >
        {text(commandTitle(command, context))}
      </Menu.Item>
    </Fragment>
  ));
}

/** Beside its point where there is room, and else over it: all of the menu lies within the window. */
const withinWindow = {
  flip: true,
  shift: { crossAxis: true, limiter: { fn: ({ x, y }: { x: number; y: number }) => ({ x, y }) } },
};

interface CommandMenuProps extends CommandItemsProps {
  /** Where in the window it opens. */
  at: { x: number; y: number };
  label: string;
  onClose: () => void;
}

/** A menu of commands at a point of the window, as a right click or Shift+F10 opens it. */
export function CommandMenu({ at, label, onClose, ...items }: CommandMenuProps) {
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      offset={0}
      middlewares={withinWindow}
      shadow="md"
      returnFocus
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={label}
          className={classes.spot}
          style={{ left: at.x, top: at.y }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={label} className={classes.menu}>
        <CommandItems {...items} />
      </Menu.Dropdown>
    </Menu>
  );
}
