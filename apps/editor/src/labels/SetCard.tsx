import { Badge, Button } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import { useMay } from '../api/me.ts';
import { useFormats } from '../i18n/format.ts';
import classes from './Labels.module.css';
import type { LabelSet } from './view.ts';
import { useLabelsWords } from './words.ts';

const ExportDialog = lazy(() => import('./ExportDialog.tsx'));
const ImportDialog = lazy(() => import('./ImportDialog.tsx'));

/** One set: where it belongs, how much is in it, and what can be done with it. */
export function SetCard({ set }: { set: LabelSet }) {
  const words = useLabelsWords();
  const mayDesign = useMay('design');
  const [open, setOpen] = useState<'export' | 'import'>();
  const { latest } = set;
  const title = `${set.graphName} · ${set.name}`;
  return (
    <article className={classes.card} aria-label={title}>
      <header className={classes.head}>
        <div>
          <h2 className={classes.name}>
            <Link href={`/graphs/${set.graph}`}>{set.graphName}</Link>
            <span className={classes.node}>{set.name}</span>
          </h2>
          <Facts set={set} />
        </div>
        <Badge variant="light" tt="none" className={classes.form}>
          {words(`form_${set.form}` as 'form_pairwise')}
        </Badge>
      </header>
      <Counts set={set} />
      <footer className={classes.foot}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden="true" />}
          onClick={() => setOpen('export')}
        >
          {words('export')}
        </Button>
        {mayDesign && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconUpload size={15} aria-hidden="true" />}
            onClick={() => setOpen('import')}
          >
            {words('import')}
          </Button>
        )}
        {latest && (
          <>
            <Button
              component={Link}
              href={`/quality/${latest.run}/${latest.node}`}
              size="xs"
              variant="subtle"
            >
              {words('quality')}
            </Button>
            <Button
              component={Link}
              href={`/runs/${latest.run}?node=${latest.node}`}
              size="xs"
              variant="subtle"
            >
              {words('lastRun')}
            </Button>
          </>
        )}
      </footer>
      <Suspense>
        {open === 'export' && (
          <ExportDialog
            place={{ set: set.id }}
            title={title}
            revision={set.revision}
            onClose={() => setOpen(undefined)}
          />
        )}
        {open === 'import' && <ImportDialog set={set} title={title} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </article>
  );
}

/** What is small: when, which round, from which files. */
function Facts({ set }: { set: LabelSet }) {
  const words = useLabelsWords();
  const { ago } = useFormats();
  const facts = [
    ...(set.isShared ? [words('shared')] : []),
    words('rounds', { count: set.rounds }),
    words('asOf', { revision: set.revision }),
    ...(set.lastAt === null ? [] : [words('lastAt', { ago: ago(set.lastAt) })]),
    ...(set.sources.length > 0 ? [words('sources', { sources: set.sources.join(words('comma')) })] : []),
  ];
  return (
    <p className={classes.facts}>
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </p>
  );
}

function Counts({ set: { judgements, tasks, people, judges, imported, latest } }: { set: LabelSet }) {
  const words = useLabelsWords();
  const { number } = useFormats();
  const counts = [
    ['judgements', judgements],
    ['tasks', tasks],
    ['people', people],
    ...(judges > 0 ? [['judges', judges] as const] : []),
    ...(imported > 0 ? [['imported', imported] as const] : []),
  ] as const;
  return (
    <dl className={classes.counts}>
      {counts.map(([name, value]) => (
        <div key={name}>
          <dt>{words(name)}</dt>
          <dd>{number(value)}</dd>
        </div>
      ))}
      {latest && latest.done < latest.total && (
        <div>
          <dt>{words('wanted')}</dt>
          <dd>
            {number(latest.done)} / {number(latest.total)}
          </dd>
        </div>
      )}
    </dl>
  );
}
