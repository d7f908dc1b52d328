import { portTypes } from '@heed/schema';
import { SegmentedControl } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'wouter';
import { trpc } from '../api/client.ts';
import { Loading, PageFailure } from '../app/Messages.tsx';
import { Page } from '../app/Page.tsx';
import { useCommonWords } from '../i18n/common.ts';
import { useText } from '../i18n/language.ts';
import { Judgements } from './Judgements.tsx';
import classes from './Lineage.module.css';
import { LineageList } from './LineageList.tsx';
import { LineagePicture } from './LineagePicture.tsx';
import { type Direction, joinLineages, type LineageViewProps } from './layers.ts';
import { useLineageWords } from './words.ts';

/** Below this width hardly more than one step of the picture is seen at once. */
const NARROW = '(max-width: 640px)';

/** What an artifact was made from, back to each table of judgements, or what was made from it: `?direction=forward`. */
export default function LineagePage() {
  const { id = '' } = useParams();
  const words = useLineageWords();
  const common = useCommonWords();
  const [search, setSearch] = useSearchParams();
  const direction: Direction = search.get('direction') === 'forward' ? 'forward' : 'back';
  return (
    <Page crumbs={[{ title: common('graphs'), href: '/' }, { title: words('lineage') }]}>
      <div className={classes.page}>
        <LineageOf
          key={`${id} ${direction}`}
          id={id}
          direction={direction}
          onDirection={(next) => setSearch(next === 'back' ? {} : { direction: next }, { replace: true })}
        />
      </div>
    </Page>
  );
}

interface LineageOfProps {
  id: string;
  direction: Direction;
  onDirection(direction: Direction): void;
}

function LineageOf({ id, direction, onDirection }: LineageOfProps) {
  const words = useLineageWords();
  const text = useText();
  const [opened, setOpened] = useState<string[]>([]);
  const first = useQuery(trpc.artifacts.lineage.queryOptions({ id, direction }));
  const others = useQueries({
    queries: opened.map((one) => trpc.artifacts.lineage.queryOptions({ id: one, direction })),
  });
  if (first.isLoadingError) return <PageFailure error={first.error} onRetry={() => void first.refetch()} />;
  if (!first.data) return <Loading />;
  const lineage = joinLineages(
    first.data,
    others.flatMap(({ data }) => data ?? []),
  );
  const root = lineage.artifacts.find((one) => one.id === id);
  const maker = lineage.steps.find(({ outputs }) => outputs.some(({ artifact }) => artifact === id));
  return (
    <>
      <h1 className={classes.title}>
        {words(maker ? 'lineageOfOutput' : 'lineageOf', {
          name: root ? text(portTypes[root.type]) : id.slice(0, 8),
          step: maker ? text(maker.title) : '',
        })}
      </h1>
      <SegmentedControl
        aria-label={words('direction')}
        value={direction}
        onChange={(value) => onDirection(value as Direction)}
        data={[
          { value: 'back', label: words('back') },
          { value: 'forward', label: words('forward') },
        ]}
      />
      <Judgements lineage={lineage} />
      <Views
        lineage={lineage}
        direction={direction}
        onOpen={(artifact) => setOpened((before) => [...before, artifact])}
      />
    </>
  );
}

function Views(props: LineageViewProps) {
  const words = useLineageWords();
  const [view, setView] = useState<'picture' | 'list'>(() =>
    matchMedia(NARROW).matches ? 'list' : 'picture',
  );
  if (props.lineage.steps.length === 0)
    return <p className={classes.quiet}>{words(props.direction === 'back' ? 'alone' : 'unused')}</p>;
  return (
    <>
      <SegmentedControl
        size="xs"
        mb="sm"
        aria-label={words('view')}
        value={view}
        onChange={(value) => setView(value as typeof view)}
        data={[
          { value: 'picture', label: words('asPicture') },
          { value: 'list', label: words('asList') },
        ]}
      />
      {view === 'picture' ? <LineagePicture {...props} /> : <LineageList {...props} />}
    </>
  );
}
