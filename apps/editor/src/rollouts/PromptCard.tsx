import { useState } from 'react';
import { FlagButton } from '../flags/FlagButton.tsx';
import { Numbers } from './Numbers.tsx';
import { PromptHistory } from './PromptHistory.tsx';
import type { RolloutsPlace } from './place.ts';
import classes from './Rollouts.module.css';
import type { PromptGroup } from './rolloutRows.ts';
import { useRolloutWords } from './words.ts';

interface PromptCardProps {
  place: RolloutsPlace;
  group: PromptGroup;
  /** The table that the answers stand in, once it is published. */
  artifact: string | undefined;
  onStep(step: number): void;
}

/** A prompt with its answers of one step, and on request those of the other steps. */
export function PromptCard({ place, group, artifact, onStep }: PromptCardProps) {
  const words = useRolloutWords();
  const [opened, setOpened] = useState(false);
  return (
    <article className={classes.card}>
      <header className={classes.cardHead}>
        <p className={classes.prompt} dir="auto" translate="no">
          {group.prompt}
        </p>
      </header>
      {group.rollouts.map((rollout) => (
        <div key={rollout.completionId} className={classes.rollout}>
          <AnswerText text={rollout.completion} />
          <FlagButton
            flagged={{ prompt: rollout.prompt, answers: [rollout.completion] }}
            source={{ ...place, artifact }}
          />
          <Numbers rollout={rollout} />
        </div>
      ))}
      <footer className={classes.cardFoot}>
        <button
          type="button"
          className={classes.linkButton}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {words(opened ? 'hideHistory' : 'history')}
        </button>
        {opened && <PromptHistory place={place} promptId={group.promptId} onStep={onStep} />}
      </footer>
    </article>
  );
}

function AnswerText({ text }: { text: string }) {
  const words = useRolloutWords();
  return (
    <p className={classes.answer} dir="auto" translate="no">
      {text === '' ? <em className={classes.quiet}>{words('emptyAnswer')}</em> : text}
    </p>
  );
}
