import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { queryClient, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { useMay } from '../api/me.ts';
import { CopyField } from '../app/CopyField.tsx';
import { Question } from '../runs/controls/Question.tsx';
import { useBatchLink } from '../runs/useBatchLink.ts';
import classes from './Adjudication.module.css';
import { useAdjudicationWords } from './words.ts';

interface OpenDisputesProps {
  run: string;
  node: string;
  /** Those that wait; undefined where nobody decides. */
  disputes: number | undefined;
}

/** Disagreements that a run waits for: the way to decide them, a link for somebody else, and letting them be. */
export function OpenDisputes({ run, node, disputes }: OpenDisputesProps) {
  const words = useAdjudicationWords();
  const mayDesign = useMay('design');
  if (disputes === undefined) return null;
  return (
    <section className={classes.open} aria-label={words('title')}>
      <Text size="sm">{disputes > 0 ? words('open', { count: disputes }) : words('noneOpen')}</Text>
      {mayDesign && (
        <Group gap="sm" mt={8}>
          {disputes > 0 && (
            <Button component={Link} href={`/adjudicate/${run}/${node}`} size="xs">
              {words('decideThem', { count: disputes })}
            </Button>
          )}
          <AdjudicatorLink run={run} node={node} />
          {disputes > 0 && <CloseRest {...{ run, node, disputes }} />}
        </Group>
      )}
    </section>
  );
}

/** A link for the one who decides. */
function AdjudicatorLink({ run, node }: { run: string; node: string }) {
  const words = useAdjudicationWords();
  const { ask, link, isPending } = useBatchLink({ run, node, adjudicates: true });
  if (link)
    return (
      <div className={classes.link}>
        <CopyField label={words('linkReady')} value={link} />
      </div>
    );
  return (
    <Button size="xs" variant="default" loading={isPending} onClick={() => void ask().catch(() => {})}>
      {words('makeLink')}
    </Button>
  );
}

/** Lets the open ones be, after asking. */
function CloseRest({ run, node, disputes }: { run: string; node: string; disputes: number }) {
  const words = useAdjudicationWords();
  const showError = useShowError();
  const [asking, setAsking] = useState(false);
  const waive = useMutation(
    trpc.labeling.waive.mutationOptions({
      onError: showError,
      onSuccess: () => queryClient.invalidateQueries(trpc.runs.pathFilter()),
    }),
  );
  return (
    <>
      <Button size="xs" variant="subtle" loading={waive.isPending} onClick={() => setAsking(true)}>
        {words('closeRest')}
      </Button>
      <Question
        opened={asking}
        title={words('closeTitle', { count: disputes })}
        stay={words('keepOpen')}
        go={words('closeRest')}
        onClose={() => setAsking(false)}
        onConfirm={() => waive.mutate({ run, node })}
      >
        {words('closeText')}
      </Question>
    </>
  );
}
