import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import classes from './Quality.module.css';
import { letter } from './ranked.ts';
import type { Disagreement, LabelPlace } from './view.ts';
import { useQualityWords } from './words.ts';

/** Lets a designer say which answer is right: the task then checks labelers, and looks like all others to them. */
export function KnownAnswer({ place, disagreement }: { place: LabelPlace; disagreement: Disagreement }) {
  const words = useQualityWords();
  const showError = useShowError();
  const queries = useQueryClient();
  const { taskId, candidates, isKnown } = disagreement;
  const { run, node } = place;
  const mark = useMutation(
    trpc.labeling.markGold.mutationOptions({
      onError: showError,
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.quality.figures.queryKey({ run, node }) }),
    }),
  );
  const saved = mark.isSuccess ? mark.variables.answer !== undefined : isKnown;
  return (
    <div className={classes.known}>
      <span className={classes.quiet}>{words(saved ? 'isKnown' : 'whichIsRight')}</span>
      {saved ? (
        <Button size="compact-xs" variant="subtle" onClick={() => mark.mutate({ run, node, taskId })}>
          {words('forget')}
        </Button>
      ) : (
        candidates.map(({ id }, candidate) => (
          <Button
            key={id}
            size="compact-xs"
            variant="default"
            aria-label={words('rightIs', { letter: letter(candidate) })}
            loading={mark.isPending}
            onClick={() =>
              mark.mutate({ run, node, taskId, answer: { outcome: 'answered', value: { chosen: id } } })
            }
          >
            {letter(candidate)}
          </Button>
        ))
      )}
    </div>
  );
}
