import type { ShownTask } from '@heed/schema';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import classes from '../../Labeling.module.css';
import type { Settings } from '../form.ts';
import { AnswerContent } from './AnswerContent.tsx';

interface AnswerCardProps {
  candidate: ShownTask['candidates'][number];
  settings: Settings;
  title: string;
  chosen?: boolean;
  /** A click on the content, unless it selects text or is meant for a picture, sound or video. */
  onPick?(): void;
  /** What can be done with it. */
  children?: ReactNode;
}

/** One answer in a frame, with its title above and what can be done with it below. */
export function AnswerCard({ candidate, settings, title, chosen, onPick, children }: AnswerCardProps) {
  const pickUnlessSelecting = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest('[data-media]')) return;
    if (!window.getSelection()?.toString()) onPick?.();
  };
  return (
    <section className={classes.candidate} data-chosen={chosen || undefined} aria-label={title}>
      <h2 className={classes.label}>
        {title}
        {chosen && <IconCircleCheckFilled size={18} aria-hidden="true" />}
      </h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a shortcut for the pointer; the buttons below are the controls */}
      <div className={classes.content} data-pick={onPick ? true : undefined} onClick={pickUnlessSelecting}>
        <AnswerContent candidate={candidate} settings={settings} />
      </div>
      {children}
    </section>
  );
}
