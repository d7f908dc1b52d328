import { Loader, Progress } from '@mantine/core';
import classes from './Dialogue.module.css';
import type { DialogueView } from './kept.ts';
import type { Deed } from './outbox.ts';
import { useDialogueWords } from './text.ts';

interface WaitingProps {
  now: DialogueView['now'];
  deed: Deed | undefined;
  isCutOff: boolean;
}

/** Where a reply would stand: how many come first, or how long it may take. */
export function Waiting({ now, deed, isCutOff }: WaitingProps) {
  const sentence = useWaitingSentence();
  return (
    <div className={classes.waiting}>
      <p role="status">{sentence(now, deed, isCutOff)}</p>
      <Bar now={now} isStill={isCutOff} />
    </div>
  );
}

function Bar({ now, isStill }: { now: DialogueView['now']; isStill: boolean }) {
  if (isStill) return null;
  const known = now.state === 'generating' && now.expectedMs ? now.elapsedMs / now.expectedMs : undefined;
  if (known !== undefined) return <Progress value={Math.min(97, 100 * known)} size="sm" aria-hidden />;
  return now.state === 'waiting' && now.isHeldUp ? null : <Loader type="dots" size="xs" aria-hidden />;
}

function useWaitingSentence() {
  const words = useDialogueWords();
  return (now: DialogueView['now'], deed: Deed | undefined, isCutOff: boolean): string => {
    if (isCutOff) return words(deed?.kind === 'judge' ? 'unsentJudgement' : 'unsent');
    if (deed) return words('sending');
    if (now.state === 'starting') return words('starting', { seconds: seconds(now.elapsedMs) });
    if (now.state === 'generating') {
      const left = now.expectedMs === null ? -1 : now.expectedMs - now.elapsedMs;
      if (left > 0) return words('generatingOf', { seconds: Math.max(1, seconds(left)) });
      return words('generating', { seconds: seconds(now.elapsedMs) });
    }
    if (now.state !== 'waiting') return words('sending');
    const { ahead: count, isHeldUp } = now;
    if (isHeldUp) return count > 0 ? words('heldUpBehind', { count }) : words('heldUp');
    return count > 0 ? words('ahead', { count }) : words('next');
  };
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000);
}
