import { useMemo } from 'react';
import { Failure, Loading } from '../app/Messages.tsx';
import { diffTexts } from '../outputs/diff.ts';
import { Numbers } from './Numbers.tsx';
import type { RolloutsPlace } from './place.ts';
import classes from './Rollouts.module.css';
import type { Rollout } from './rolloutRows.ts';
import { usePromptHistory } from './useRollouts.ts';
import { useRolloutWords } from './words.ts';

interface PromptHistoryProps {
  place: RolloutsPlace;
  promptId: string;
  onStep(step: number): void;
}

/** How the answer to a prompt changed while the model learned: each marks what the one before it did not say. */
export function PromptHistory({ place, promptId, onStep }: PromptHistoryProps) {
  const words = useRolloutWords();
  const history = usePromptHistory(place, promptId);
  if (history.isLoadingError) return <Failure error={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data) return <Loading />;
  const { rollouts } = history.data;
  if (rollouts.length < 2) return <p className={classes.quiet}>{words('onlyTime')}</p>;
  return (
    <>
      <p className={classes.quiet}>{words('changesSince')}</p>
      <ol className={classes.history}>
        {rollouts.map((rollout, index) => (
          <li key={rollout.completionId} aria-current={rollout.update === place.step || undefined}>
            <button
              type="button"
              className={classes.linkButton}
              disabled={rollout.update === place.step}
              onClick={() => onStep(rollout.update)}
            >
              {words('atStep', { step: rollout.update })}
            </button>
            <Changed before={rollouts[index - 1]} rollout={rollout} />
            <Numbers rollout={rollout} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Changed({ before, rollout }: { before: Rollout | undefined; rollout: Rollout }) {
  const words = useRolloutWords();
  const { completion } = rollout;
  const parts = useMemo(
    () => (before ? diffTexts(before.completion, completion).after : [{ text: completion, changed: false }]),
    [before, completion],
  );
  return (
    <p className={classes.answer} dir="auto" translate="no">
      {completion === '' && <em className={classes.quiet}>{words('emptyAnswer')}</em>}
      {parts.map(({ text, changed }, index) =>
        changed ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
          <mark key={index}>{text}</mark>
        ) : (
          text
        ),
      )}
    </p>
  );
}
