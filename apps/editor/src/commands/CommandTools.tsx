import { ActionIcon, Tooltip } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useText } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import type { Command } from './command.ts';
import { useMakeContext } from './commandContext.ts';
import { ariaKeys, keyNames } from './keyNames.ts';
import { commandTitle, isOffered, runCommand } from './registry.ts';

/** The arrow keys go from tool to tool, so that the toolbar is one stop of Tab. */
function onKeyDown(event: KeyboardEvent): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const here = buttons.indexOf(event.target as HTMLElement);
  if (by === undefined || here < 0) return;
  buttons[(here + by + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
}

interface CommandToolsProps {
  commands: readonly Command[];
  label: string;
  className?: string;
}

/** Commands as a row of buttons with their icons; those without one have no button. */
export function CommandTools({ commands, label, className }: CommandToolsProps) {
  const text = useText();
  const { aside } = useMarks();
  const make = useMakeContext();
  const context = make();
  return (
    <div className={className} role="toolbar" aria-label={label} onKeyDown={onKeyDown}>
      {commands.map((command, index) => {
        const title = text(commandTitle(command, context));
        const [keys] = command.keys ?? [];
        return (
          command.Icon && (
            <Tooltip
              key={command.id}
              label={keys ? aside(title, keyNames(keys).join('+')) : title}
              openDelay={400}
            >
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={title}
                data-tour={command.id === 'canvas.search' ? 'search' : undefined}
                aria-keyshortcuts={keys && ariaKeys(keys)}
                disabled={!isOffered(command, context)}
                tabIndex={index === 0 ? 0 : -1}
                onClick={() => void runCommand(command, make())}
              >
                <command.Icon size={18} />
              </ActionIcon>
            </Tooltip>
          )
        );
      })}
    </div>
  );
}
