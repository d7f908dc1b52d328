import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMay } from '../api/me.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { Page } from '../app/Page.tsx';
import { FlagCard } from './FlagCard.tsx';
import classes from './Flags.module.css';
import { SendDialog } from './SendDialog.tsx';
import { useFlagList } from './useFlags.ts';
import { useFlagWords } from './words.ts';

/** Every flagged answer, and the way from them to labelers. */
export default function FlagsPage() {
  const words = useFlagWords();
  return (
    <Page crumbs={[{ title: words('flags') }]}>
      <div className={classes.page}>
        <h1 className={classes.title}>{words('flags')}</h1>
        <Flags />
      </div>
    </Page>
  );
}

function Flags() {
  const words = useFlagWords();
  const mayDesign = useMay('design');
  const list = useFlagList();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [sending, setSending] = useState(false);
  if (list.isLoadingError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const flags = list.data;
  if (flags.length === 0) return <Empty />;
  const selected = flags.filter(({ id }) => chosen.has(id));
  const choose = (id: string, isChosen: boolean) =>
    setChosen((before) => {
      const after = new Set(before);
      if (isChosen) after.add(id);
      else after.delete(id);
      return after;
    });
  return (
    <>
      {mayDesign && (
        <div className={classes.bar}>
          <Checkbox
            label={words('selectAll')}
            checked={selected.length === flags.length}
            indeterminate={selected.length > 0 && selected.length < flags.length}
            onChange={(event) =>
              setChosen(event.currentTarget.checked ? new Set(flags.map(({ id }) => id)) : new Set())
            }
          />
          <span className={classes.quiet} role="status">
            {words('chosen', { count: selected.length, total: flags.length })}
          </span>
          <Button size="xs" disabled={selected.length === 0} onClick={() => setSending(true)}>
            {words('send')}
          </Button>
        </div>
      )}
      <ol className={classes.list}>
        {flags.map((flag) => (
          <li key={flag.id}>
            <FlagCard
              flag={flag}
              chosen={chosen.has(flag.id)}
              onChoose={mayDesign ? (isChosen) => choose(flag.id, isChosen) : undefined}
            />
          </li>
        ))}
      </ol>
      {sending && <SendDialog flags={selected} onClose={() => setSending(false)} />}
    </>
  );
}

function Empty() {
  const words = useFlagWords();
  return (
    <div className={classes.empty}>
      <p>{words('none')}</p>
      <p className={classes.quiet}>{words('teach')}</p>
      <Button component={Link} href="/runs" variant="default">
        {words('openRuns')}
      </Button>
    </div>
  );
}
