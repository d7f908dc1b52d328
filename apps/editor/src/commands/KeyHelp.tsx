import { Kbd } from '@mantine/core';
import { useText } from '../i18n/language.ts';
import { useMakeContext } from './commandContext.ts';
import classes from './KeyHelp.module.css';
import { keyNames } from './keyNames.ts';
import { commands, commandTitle } from './registry.ts';
import { useCommandWords } from './words.ts';

/** What the keyboard does on the canvas beside the commands. */
const others = ['wire', 'move', 'frame', 'copy', 'dragCopy', 'tab'] as const;

/** Every key of the editor with what it does. */
export function KeyHelp() {
  const words = useCommandWords();
  const text = useText();
  const context = useMakeContext()();
  return (
    <dl className={classes.keys}>
      {commands.flatMap((command) =>
        command.keys?.[0] ? (
          <div key={command.id}>
            <dt>{text(commandTitle(command, context))}</dt>
            <dd>
              <Keys keys={keyNames(command.keys[0])} />
            </dd>
          </div>
        ) : (
          []
        ),
      )}
      {others.map((name) => (
        <div key={name}>
          <dt>{words(name)}</dt>
          <dd>
            <Keys keys={words(`${name}Keys`).split(' ').flatMap(keyNames)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Keys({ keys }: { keys: readonly string[] }) {
  return keys.map((key) => (
    <Kbd key={key} size="xs">
      {key}
    </Kbd>
  ));
}
