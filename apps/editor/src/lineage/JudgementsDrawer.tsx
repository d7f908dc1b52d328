import { Anchor, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { SideDrawer } from '../app/SideDrawer.tsx';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { LabelSourceFacts } from '../outputs/LabelSourceFacts.tsx';
import { TableView } from '../outputs/TableView.tsx';
import classes from './Lineage.module.css';
import type { Lineage, LineageArtifact } from './layers.ts';
import { useLineageWords } from './words.ts';

/** Labelers that are named. */
const MOST_LABELERS = 100;

interface JudgementsDrawerProps {
  lineage: Lineage;
  onClose(): void;
}

/** Every judgement that shaped an artifact, table by table: who gave how many, and each of them. */
export default function JudgementsDrawer({ lineage, onClose }: JudgementsDrawerProps) {
  const words = useLineageWords();
  const text = useText();
  const tables = lineage.artifacts.filter(({ judgements }) => judgements !== undefined);
  const [chosen, setChosen] = useState(tables[0]?.id);
  const shown = tables.find(({ id }) => id === chosen) ?? tables[0];
  const makerOf = ({ id }: LineageArtifact) =>
    lineage.steps.find(({ outputs }) => outputs.some(({ artifact }) => artifact === id));
  const step = shown && makerOf(shown);
  return (
    <SideDrawer title={words('allJudgements')} width={1080} onClose={onClose}>
      {tables.length > 1 && (
        <Tabs value={shown?.id} onChange={(id) => setChosen(id ?? undefined)} keepMounted={false} mb="sm">
          <Tabs.List aria-label={words('judgementTables')}>
            {tables.map((table) => (
              <Tabs.Tab key={table.id} value={table.id}>
                {text(makerOf(table)?.title ?? table.id.slice(0, 8))} · {table.judgements?.total}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      )}
      {step && (
        <p className={classes.quiet}>
          <Anchor component={Link} href={`/runs/${step.run}?node=${step.node}`} inherit underline="always">
            {text(step.title)}
          </Anchor>{' '}
          {words('inPipeline', { graph: step.graph.name })}
        </p>
      )}
      {shown?.labels && <LabelSourceFacts labels={shown.labels} />}
      {shown && <Labelers artifact={shown.id} />}
      {shown && <TableView key={shown.id} artifact={shown.id} kind="judgements" />}
    </SideDrawer>
  );
}

/** Whoever judged, by the name that the table knows them by, with how often. */
function Labelers({ artifact }: { artifact: string }) {
  const words = useLineageWords();
  const { number } = useFormats();
  const found = useQuery(
    trpc.artifacts.values.queryOptions({ id: artifact, column: 'labeler', limit: MOST_LABELERS }),
  );
  if (found.isLoadingError) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return (
    <ul className={classes.labelers} aria-label={words('labelers')}>
      {found.data.values.map(({ value, count }) => (
        <li key={String(value)}>
          <span dir="auto" translate="no">
            {String(value)}
          </span>{' '}
          <strong>{number(count)}</strong>
        </li>
      ))}
    </ul>
  );
}
