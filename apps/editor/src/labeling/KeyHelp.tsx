import { Kbd, Modal } from '@mantine/core';
import { useCommonWords } from '../i18n/common.ts';
import classes from './Labeling.module.css';
import { useLabelingWords } from './text.ts';

const rows = [
  { keys: ['1', '←'], word: 'keyChooseFirst' },
  { keys: ['2', '→'], word: 'keyChooseSecond' },
  { keys: ['3'], word: 'tie' },
  { keys: ['4'], word: 'bothBad' },
  { keys: ['5'], word: 'cannotJudge' },
  { keys: ['Enter'], word: 'keySubmit' },
  { keys: ['s'], word: 'keySkip' },
  { keys: ['Backspace'], word: 'keyBack' },
  { keys: ['?'], word: 'keyHelp' },
] as const;

/** The keys of the labeler's page. */
export function KeyHelp({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const words = useLabelingWords();
  const common = useCommonWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words('keysTitle')}
      closeButtonProps={{ 'aria-label': common('close') }}
      classNames={{ title: classes.keysTitle }}
      centered
    >
      <dl className={classes.keys}>
        {rows.map(({ keys, word }) => (
          <div key={word}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{words(word)}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.quiet}>{words('keysNote')}</p>
    </Modal>
  );
}
