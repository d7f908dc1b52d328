import { Kbd, Modal } from '@mantine/core';
import { useText } from '../i18n/language.ts';
import type { FormKey } from './forms/draft.ts';
import classes from './Labeling.module.css';
import type { MediaKey } from './media/keys.ts';
import { useLabelingWords } from './text.ts';

/** Keys of the page, whatever the form. */
const pageKeys = [
  { keys: ['Enter'], word: 'keySubmit' },
  { keys: ['s'], word: 'keySkip' },
  { keys: ['Backspace'], word: 'keyBack' },
  { keys: ['?'], word: 'keyHelp' },
] as const;

/** Arrows and the space bar by what is printed on them. */
const printed: Record<string, string> = {
  ArrowLeft: '\u2190',
  ArrowRight: '\u2192',
  ArrowUp: '\u2191',
  ArrowDown: '\u2193',
  ' ': '\u2423',
};

interface KeyHelpProps {
  formKeys: readonly FormKey[];
  mediaKeys: readonly MediaKey[];
  opened: boolean;
  onClose(): void;
}

/** The keys of the form and of the page. */
export function KeyHelp({ formKeys, mediaKeys, opened, onClose }: KeyHelpProps) {
  const words = useLabelingWords();
  const text = useText();
  const rows = [
    ...[...formKeys, ...mediaKeys].map(({ keys, title }) => ({ keys, meaning: text(title) })),
    ...pageKeys.map(({ keys, word }) => ({ keys, meaning: words(word) })),
  ];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words('keysTitle')}
      classNames={{ title: classes.keysTitle }}
      centered
    >
      <dl className={classes.keys}>
        {rows.map(({ keys, meaning }) => (
          <div key={keys.join()}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{printed[key] ?? key}</Kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.quiet}>{words('keysNote')}</p>
    </Modal>
  );
}
