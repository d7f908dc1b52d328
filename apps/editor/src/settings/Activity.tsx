import type { AppRouter } from '@heed/runner/router';
import { Anchor, Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { Link } from 'wouter';
import { api, trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { usePersonName } from '../i18n/usePersonName.ts';
import { Row } from './Row.tsx';
import classes from './Settings.module.css';
import { useActionWord } from './useActionWord.ts';
import { useSettingsWords } from './words.ts';

const PAGE = 50;

const givenRoles = ['owner', 'designer', 'viewer', 'labeler'] as const;

type Entry = inferRouterOutputs<AppRouter>['access']['log'][number];

/** What it was done to: the pipeline, or the run of it, with a link where it can be opened. */
function On({ entry: { pipeline, run } }: { entry: Entry }) {
  const words = useSettingsWords();
  if (!pipeline) return null;
  const { name } = pipeline;
  const [thing, target] = run
    ? [words('runOf', { name }), !run.isDeleted && `/runs/${run.id}`]
    : [name, !pipeline.isDeleted && `/graphs/${pipeline.id}`];
  return target ? (
    <Anchor component={Link} href={target}>
      {thing}
    </Anchor>
  ) : (
    <span className={classes.gone}>{words('gone', { thing })}</span>
  );
}

/** Who changed what, from where; newest first. */
export function Activity() {
  const words = useSettingsWords();
  const action = useActionWord();
  const { ago, time } = useFormats();
  const personName = usePersonName();
  const namesIn = ({ node, name, label, role, reason, id = '' }: Entry['target']) => {
    const given = givenRoles.find((one) => one === role);
    const isNumber = /^[0-9a-f]{16,}$/.test(id);
    return [name, label, node, given && words(given), reason, isNumber ? undefined : id];
  };
  const log = useInfiniteQuery({
    queryKey: [...trpc.access.log.pathKey(), 'pages'],
    queryFn: ({ pageParam, signal }) => api.access.log.query({ limit: PAGE, before: pageParam }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length === PAGE ? page.at(-1)?.seq : undefined),
  });
  if (log.isPending) return <Loading />;
  if (log.isLoadingError) return <Failure error={log.error} onRetry={() => void log.refetch()} />;
  const entries = log.data.pages.flat();
  return (
    <>
      <ul className={classes.list} aria-label={words('activity')}>
        {entries.map((entry) => (
          <Row
            key={entry.seq}
            title={
              <>
                {action(entry.action)}
                <On entry={entry} />
              </>
            }
            details={[
              personName(entry.who) || words('nobody'),
              ...namesIn(entry.target),
              personName(entry.source),
            ]}
            action={
              <time
                className={classes.when}
                dateTime={new Date(entry.at).toISOString()}
                title={time(entry.at)}
              >
                {ago(entry.at)}
              </time>
            }
          />
        ))}
      </ul>
      {log.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {words('older')}
        </Button>
      )}
    </>
  );
}
