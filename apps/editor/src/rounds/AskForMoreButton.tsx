import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { trpc } from '../api/client.ts';
import { useMay } from '../api/me.ts';
import { useRoundWords } from './words.ts';

const AskForMore = lazy(() => import('./AskForMore.tsx'));

interface AskForMoreButtonProps {
  run: string;
  node: string;
  /** The pipeline that may be run again, where it is known. */
  graph: string | undefined;
  /** Is the question open from the beginning? */
  open?: boolean;
}

/** Lets a designer open a new round: more answers of each task, or more tasks of a budget. */
export function AskForMoreButton({ run, node, graph, open = false }: AskForMoreButtonProps) {
  const words = useRoundWords();
  const mayDesign = useMay('design');
  const [isAsking, setAsking] = useState(open);
  const rounds = useQuery(trpc.labeling.rounds.queryOptions({ run, node }, { enabled: isAsking }));
  if (!mayDesign) return null;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={isAsking && rounds.isPending}
        onClick={() => setAsking(true)}
      >
        {words('askForMore')}
      </Button>
      {isAsking && rounds.data && (
        <Suspense>
          <AskForMore {...{ run, node, graph }} now={rounds.data} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  );
}
