import { Alert, Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useErrorSentence } from '../../../api/errors.ts';
import { useText } from '../../../i18n/language.ts';
import type { FormProps } from '../form.ts';
import classes from './Dialogue.module.css';
import type { DialogueView } from './kept.ts';
import type { TurnValue } from './keys.ts';
import type { Deed } from './outbox.ts';
import { Replies } from './Replies.tsx';
import { useDialogueWords } from './text.ts';
import type { useTurn } from './useTurn.ts';
import { Waiting } from './Waiting.tsx';
import { Writing } from './Writing.tsx';

interface NowProps extends Pick<FormProps<TurnValue>, 'settings' | 'question' | 'draft' | 'setDraft'> {
  seen: DialogueView;
  turn: ReturnType<typeof useTurn>;
  deed: Deed | undefined;
  isCutOff: boolean;
  /** Why the runner did not take what was sent last. */
  refused: unknown;
  onRetry(): void;
}

/** What the conversation waits for, and how to go on. */
export function Now({ seen, turn, deed, isCutOff, refused, onRetry, ...form }: NowProps) {
  const words = useDialogueWords();
  const sentence = useErrorSentence();
  const text = useText();
  const place = useRef<HTMLDivElement>(null);
  const { now, mostTurns } = seen;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new comes into view
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [turn.state, seen.turn]);
  const isOver = now.state === 'over';
  return (
    <div ref={place} className={classes.now}>
      {refused !== undefined && (
        <Alert color="red" role="alert" mb="sm">
          {sentence(refused)}
        </Alert>
      )}
      {!isOver && <h2 className={classes.turn}>{words('turnOf', { turn: seen.turn, of: mostTurns })}</h2>}
      {turn.state === 'failed' && now.state === 'failed' && (
        <Alert color="red" role="alert" mb="md" className={classes.failed} title={words('failed')}>
          <p>{text(now.reason)}</p>
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {words('tryAgain')}
          </Button>
        </Alert>
      )}
      {turn.writesNow && (
        <Writing turn={turn} isFirst={seen.turns.length === 0} isAnew={turn.state === 'failed'} {...form} />
      )}
      {turn.state === 'choice' && (
        <>
          <Replies {...form} replies={turn.replies} />
          <div className={classes.decide}>
            <Button
              data-choice
              size="md"
              disabled={!turn.isReady}
              aria-keyshortcuts="Enter"
              onClick={turn.judge}
            >
              {words('goOn')} <span data-key="Enter" />
            </Button>
          </div>
        </>
      )}
      {!turn.writesNow && turn.state !== 'choice' && !isOver && (
        <Waiting now={now} deed={deed} isCutOff={isCutOff} />
      )}
      {isOver && !deed && <p role="status">{words(seen.turns.length >= mostTurns ? 'over' : 'closed')}</p>}
    </div>
  );
}
