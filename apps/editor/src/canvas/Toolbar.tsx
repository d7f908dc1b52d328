import { ActionIcon, Tooltip } from '@mantine/core';
import { type KeyboardEvent, memo } from 'react';
import { useMakeContext } from '../commands/commandContext.ts';
import { ariaKeys, keyNames } from '../commands/keyNames.ts';
import { commands, commandTitle, isOffered, runCommand } from '../commands/registry.ts';
import { useText } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import classes from './Canvas.module.css';
import { useGraphStore } from './store/useGraphStore.ts';
import { useCanvasWords } from './words.ts';

/** The commands that have a button at the corner of the canvas. */
const TOOLS = ['search', 'undo', 'redo', 'note', 'arrange', 'zoomOut', 'zoomIn', 'fit'];
const tools = TOOLS.flatMap((name) => commands.filter(({ id }) => id === `canvas.${name}`));

/** The arrow keys go from tool to tool, so that the toolbar is one stop of Tab. */
function onKeyDown(event: KeyboardEvent): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const here = buttons.indexOf(event.target as HTMLElement);
  if (by === undefined || here < 0) return;
  buttons[(here + by + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
}

/** The tools at the corner of the canvas. */
export const Toolbar = memo(function Toolbar() {
  const words = useCanvasWords();
  const text = useText();
  const { aside } = useMarks();
  const make = useMakeContext();
  const mayEdit = useGraphStore((state) => state.mayEdit);
  useGraphStore(({ history }) => `${history.past.length > 0} ${history.future.length > 0}`);
  const context = make();
  const offered = tools.filter(({ edits }) => !edits || mayEdit);
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={words('tools')} onKeyDown={onKeyDown}>
      {offered.map((command, index) => {
        const title = text(commandTitle(command, context));
        const [keys] = command.keys ?? [];
        const Icon = command.Icon as NonNullable<typeof command.Icon>;
        return (
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
              <Icon size={18} />
            </ActionIcon>
          </Tooltip>
        );
      })}
    </div>
  );
});
