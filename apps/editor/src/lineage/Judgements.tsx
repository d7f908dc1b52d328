import { Button } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useSearchParams } from 'wouter';
import { useFormats } from '../i18n/format.ts';
import classes from './Lineage.module.css';
import type { Lineage } from './layers.ts';
import { useLineageWords } from './words.ts';

const JudgementsDrawer = lazy(() => import('./JudgementsDrawer.tsx'));

/** The part of the address that opens the judgements: `?judgements=all`. */
const PARAMETER = 'judgements';

/** How many judgements shaped the artifact, and the way to each of them. */
export function Judgements({ lineage }: { lineage: Lineage }) {
  const words = useLineageWords();
  const { number } = useFormats();
  const [search, setSearch] = useSearchParams();
  const show = (shown: boolean) =>
    setSearch((before) => {
      const after = new URLSearchParams(before);
      if (shown) after.set(PARAMETER, 'all');
      else after.delete(PARAMETER);
      return after;
    });
  if (lineage.steps.length === 0) return null;
  const { total, people, judges } = lineage.judgements;
  if (total === 0) return <p className={classes.quiet}>{words('noJudgements')}</p>;
  return (
    <div className={classes.judgements}>
      <p className={classes.quiet}>
        {words('judgements', { total: number(total), people: number(people), judges: number(judges) })}
      </p>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconListDetails size={15} aria-hidden="true" />}
        onClick={() => show(true)}
      >
        {words('readJudgements')}
      </Button>
      {search.has(PARAMETER) && (
        <Suspense>
          <JudgementsDrawer lineage={lineage} onClose={() => show(false)} />
        </Suspense>
      )}
    </div>
  );
}
