import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { Page } from '../app/Page.tsx';
import classes from './Labels.module.css';
import { SetCard } from './SetCard.tsx';
import { useLabelsWords } from './words.ts';

/** What people and judges said, set by set, and the ways in and out. */
export default function LabelsPage() {
  const words = useLabelsWords();
  return (
    <Page crumbs={[{ title: words('labels') }]}>
      <div className={classes.page}>
        <h1 className={classes.title}>{words('labels')}</h1>
        <p className={classes.quiet}>{words('about')}</p>
        <Sets />
      </div>
    </Page>
  );
}

function Sets() {
  const list = useQuery(trpc.labels.list.queryOptions(undefined, { refetchInterval: 10_000 }));
  if (list.error) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  if (list.data.length === 0) return <Empty />;
  return (
    <ol className={classes.list}>
      {list.data.map((set) => (
        <li key={set.id}>
          <SetCard set={set} />
        </li>
      ))}
    </ol>
  );
}

function Empty() {
  const words = useLabelsWords();
  return (
    <div className={classes.empty}>
      <p>{words('none')}</p>
      <p className={classes.quiet}>{words('teach')}</p>
      <Button component={Link} href="/templates" variant="default">
        {words('openTemplates')}
      </Button>
    </div>
  );
}
