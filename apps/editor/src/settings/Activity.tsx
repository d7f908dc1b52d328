import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api, trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { Row } from './Row.tsx';
import classes from './Settings.module.css';
import { useActionWord } from './useActionWord.ts';
import { useSettingsWords } from './words.ts';

const PAGE = 50;

/** Who changed what, from where; newest first. */
export function Activity() {
  const words = useSettingsWords();
  const action = useActionWord();
  const { ago, time } = useFormats();
  const log = useInfiniteQuery({
    queryKey: [...trpc.access.log.pathKey(), 'pages'],
    queryFn: ({ pageParam, signal }) => api.access.log.query({ limit: PAGE, before: pageParam }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length === PAGE ? page.at(-1)?.seq : undefined),
  });
  if (log.isPending) return <Loading />;
  if (log.error) return <Failure error={log.error} onRetry={() => void log.refetch()} />;
  const entries = log.data.pages.flat();
  return (
    <>
      <ul className={classes.list} aria-label={words('activity')}>
        {entries.map((entry) => (
          <Row
            key={entry.seq}
            title={action(entry.action)}
            details={[
              entry.who || words('nobody'),
              entry.source,
              Object.values(entry.target).join(', '),
              words('at', { time: time(entry.at), ago: ago(entry.at) }),
            ]}
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
