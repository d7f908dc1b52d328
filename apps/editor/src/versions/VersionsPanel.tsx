import { Button, Checkbox } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { useGraphStore } from '../canvas/store/useGraphStore.ts';
import { useMakeContext } from '../commands/commandContext.ts';
import { Chosen } from './ChosenVersion.tsx';
import { groupVersions, type VersionLine } from './grouping.ts';
import { LineButton } from './LineButton.tsx';
import classes from './VersionsPanel.module.css';
import { useVersionWords } from './words.ts';

/** Below this width the chosen version stands below the list. */
const NARROW = '(max-width: 760px)';

/** As the runner gives them. */
const PAGE = 100;

function usePages(id: string, named: boolean) {
  return useInfiniteQuery({
    queryKey: [...trpc.versions.list.pathKey(), id, named],
    queryFn: ({ pageParam, signal }) =>
      api.versions.list.query({ id, before: pageParam, named: named || undefined }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length === PAGE ? page.at(-1)?.revision : undefined),
  });
}

/** The history of the open pipeline: who saved it when, what has changed since, and the way back. */
export default function VersionsPanel() {
  const words = useVersionWords();
  const { graphId: id } = useMakeContext()();
  const [named, setNamed] = useState(false);
  const [chosen, setChosen] = useState<number>();
  const place = useRef<HTMLElement>(null);
  const newest = useGraphStore(({ revision }) => revision);
  const pages = usePages(id, named);
  if (pages.isLoadingError) return <Failure inset error={pages.error} onRetry={() => void pages.refetch()} />;
  if (!pages.data) return <Loading />;
  const versions = pages.data.pages.flat();
  const line = versions.find(({ revision }) => revision === chosen);
  const choose = (revision: number) => {
    setChosen(revision);
    if (matchMedia(NARROW).matches) requestAnimationFrame(() => place.current?.scrollIntoView());
  };
  return (
    <div className={classes.panel}>
      <div className={classes.side}>
        <Checkbox
          size="xs"
          px="md"
          pt="xs"
          label={words('named')}
          checked={named}
          onChange={(event) => setNamed(event.currentTarget.checked)}
        />
        {versions.length === 0 && <p className={classes.quiet}>{words('empty')}</p>}
        <ul className={classes.list} aria-label={words('list')}>
          {groupVersions(versions).map(({ newest: one, lines }) => {
            const isOpen = lines.some(({ revision }) => revision === chosen);
            const button = (shown: VersionLine, saves: number) => (
              <LineButton
                line={shown}
                saves={saves}
                isChosen={shown.revision === chosen}
                isNewest={shown.revision === newest}
                onChoose={() => choose(shown.revision)}
              />
            );
            return (
              <li key={one.revision}>
                {button(one, lines.length)}
                {isOpen && lines.length > 1 && (
                  <ul className={classes.earlier}>
                    {lines.slice(1).map((line) => (
                      <li key={line.revision}>{button(line, 1)}</li>
                    ))}
                  </ul>
                )}
              </li>
            );
          })}
        </ul>
        {pages.hasNextPage && (
          <Button m="xs" size="xs" variant="default" onClick={() => void pages.fetchNextPage()}>
            {words('older')}
          </Button>
        )}
      </div>
      <section ref={place} className={classes.main} aria-label={words('compareTitle')}>
        {line ? (
          <Chosen key={line.revision} id={id} line={line} newest={newest} />
        ) : (
          <p className={classes.quiet}>{words('choose')}</p>
        )}
      </section>
    </div>
  );
}
