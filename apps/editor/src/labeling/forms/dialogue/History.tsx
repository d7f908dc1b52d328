import { Fragment } from 'react';
import { Bubble } from '../../Prompt.tsx';
import type { Settings } from '../form.ts';
import classes from './Dialogue.module.css';
import type { DialogueView } from './kept.ts';
import type { Deed } from './outbox.ts';
import { useDialogueWords } from './text.ts';

interface HistoryProps {
  view: DialogueView;
  /** What the runner may not know yet. */
  pending: Deed | undefined;
  settings: Settings;
}

/** All that was said, with the replies that the conversation went on with. */
export function History({ view: { start, turns }, pending, settings }: HistoryProps) {
  const words = useDialogueWords();
  const isEmpty = start.length + turns.length === 0 && pending?.kind !== 'say';
  if (isEmpty) return null;
  return (
    <section aria-label={words('conversation')}>
      <ol className={classes.conversation}>
        {start.map((message, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: messages have no names, and their place is what they are
          <Bubble key={`start ${place}`} message={message} settings={settings} />
        ))}
        {turns.map((turn, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Exchange key={`turn ${place}`} turn={turn} settings={settings} />
        ))}
        {pending?.kind === 'say' && (
          <Bubble
            message={{ role: 'user', content: pending.text }}
            speaker={words('you')}
            settings={settings}
          />
        )}
      </ol>
    </section>
  );
}

function Exchange({ turn, settings }: { turn: DialogueView['turns'][number]; settings: Settings }) {
  const words = useDialogueWords();
  const { message, replies, judged } = turn;
  const kept = replies.find(({ slot }) => slot === judged?.kept);
  const isLeftOut = judged !== undefined && !kept;
  const hasNone = judged?.outcome === 'tie' || judged?.outcome === 'cannot-judge';
  return (
    <Fragment>
      <Bubble
        message={{ role: 'user', content: message }}
        speaker={words('you')}
        settings={settings}
        isPale={isLeftOut}
      />
      {isLeftOut && <li className={classes.note}>{words('leftOut')}</li>}
      {kept && <Bubble message={{ role: 'assistant', content: kept.text }} settings={settings} />}
      {kept && hasNone && replies.length > 1 && <li className={classes.note}>{words('wentOn')}</li>}
    </Fragment>
  );
}
