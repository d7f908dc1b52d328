import { Button } from '@mantine/core';
import { IconPlayerPlay, IconVectorTriangle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { idempotencyKey, queryClient, trpc } from '../../api/client.ts';
import { useShowError } from '../../api/errors.ts';
import { useMay } from '../../api/me.ts';
import { useText } from '../../i18n/language.ts';
import { nodeTitle } from '../nodeNames.ts';
import classes from '../Runs.module.css';
import type { RunView } from '../view.ts';
import { useControlWords } from './words.ts';

/** What can be done about a run that ended early: look at the node on the canvas, and run what is left. */
export function GoOn({ run }: { run: RunView }) {
  const mayDesign = useMay('design');
  const isOver = run.state === 'failed' || run.state === 'cancelled';
  return isOver && mayDesign ? <Steps run={run} /> : null;
}

function Steps({ run: { id, graphId, graph, state, nodes } }: { run: RunView }) {
  const words = useControlWords();
  const text = useText();
  const showError = useShowError();
  const [, navigate] = useLocation();
  /** The same until the runner has answered, so that pressing again does not start twice. */
  const [key, setKey] = useState(idempotencyKey);
  const newest = useQuery(trpc.runs.list.queryOptions({ graph: graphId })).data?.[0];
  const start = useMutation(
    trpc.runs.start.mutationOptions({
      onError: showError,
      onSuccess: (started) => {
        setKey(idempotencyKey());
        navigate(`/runs/${started.id}`);
        return queryClient.invalidateQueries(trpc.runs.list.pathFilter());
      },
    }),
  );
  const ended = nodes.find((node) => node.state === (state === 'failed' ? 'failed' : 'cancelled'));
  const isNewest = newest?.id === id;
  return (
    <section className={classes.goOn} aria-label={words('goOn')}>
      <p>{words(isNewest ? `goOn_${state as 'failed' | 'cancelled'}` : 'goOn_later')}</p>
      {ended && (
        <Button
          component={Link}
          href={`/graphs/${graphId}?at=${encodeURIComponent(ended.node)}`}
          size="xs"
          variant="default"
          leftSection={<IconVectorTriangle size={16} aria-hidden="true" />}
        >
          {words('showNode', { node: nodeTitle(graph, ended.node, ended.kind, text) })}
        </Button>
      )}
      {isNewest ? (
        <Button
          size="xs"
          leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
          loading={start.isPending}
          onClick={() => start.mutate({ graphId, fromFailure: true, idempotencyKey: key })}
        >
          {words(state === 'failed' ? 'runFromFailure' : 'runRest')}
        </Button>
      ) : (
        newest && (
          <Button component={Link} href={`/runs/${newest.id}`} size="xs" variant="default">
            {words('newestRun')}
          </Button>
        )
      )}
    </section>
  );
}
