import type { Manifest, PortType } from '@heed/schema';
import { portTypes } from '@heed/schema';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react';
import { trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { PortGlyph } from '../theme/PortGlyph.tsx';
import { FileList } from './FileList.tsx';
import classes from './Outputs.module.css';
import type { ArtifactCard } from './view.ts';

const TableView = lazy(() => import('./TableView.tsx').then((module) => ({ default: module.ArtifactTable })));
const ReportView = lazy(() => import('./ReportView.tsx'));
const ModelView = lazy(() => import('./ModelView.tsx'));
const RewardFunctionView = lazy(() => import('./RewardFunctionView.tsx'));

type Viewer = ComponentType<{ artifact: ArtifactCard }>;

/** How each type of artifact is shown. */
const viewers: Record<PortType, LazyExoticComponent<Viewer>> = {
  prompts: TableView,
  demonstrations: TableView,
  completions: TableView,
  judgements: TableView,
  preferences: TableView,
  rankings: TableView,
  ratings: TableView,
  'language-model': ModelView,
  'reward-model': ModelView,
  'reward-function': RewardFunctionView,
  metrics: ReportView,
  report: ReportView,
};

/** One published artifact: its type and summary, its content, and its files to download. */
export function ArtifactView({ artifact }: { artifact: string }) {
  const view = useQuery(
    trpc.artifacts.get.queryOptions({ id: artifact }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  if (view.error) return <Failure error={view.error} onRetry={() => void view.refetch()} />;
  if (!view.data) return <Loading />;
  const Content = viewers[view.data.manifest.type];
  return (
    <>
      <Summary manifest={view.data.manifest} />
      <Suspense fallback={<Loading />}>
        <Content artifact={view.data} />
      </Suspense>
      <FileList artifact={view.data} />
    </>
  );
}

function Summary({ manifest: { type, summary } }: { manifest: Manifest }) {
  const text = useText();
  const { number } = useFormats();
  return (
    <div className={classes.about}>
      <p className={classes.type}>
        <PortGlyph type={type} />
        {text(portTypes[type])}
      </p>
      <dl className={classes.summary}>
        {summary.map(({ title, value }) => (
          <div key={title.en}>
            <dt>{text(title)}</dt>
            <dd>{typeof value === 'number' ? number(value) : value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
