import type { Manifest } from '@heed/schema';
import { portTypes } from '@heed/schema';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { PortGlyph } from '../theme/PortGlyph.tsx';
import { FileList } from './FileList.tsx';
import { LabelSourceFacts } from './LabelSourceFacts.tsx';
import classes from './Outputs.module.css';
import { viewerOf } from './viewers.ts';

/** One published artifact: its type and summary, its content, and its files to download. */
export function ArtifactView({ artifact }: { artifact: string }) {
  const view = useQuery(
    trpc.artifacts.get.queryOptions({ id: artifact }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  if (view.isLoadingError) return <Failure error={view.error} onRetry={() => void view.refetch()} />;
  if (!view.data) return <Loading />;
  const Content = viewerOf(view.data.manifest.type);
  return (
    <>
      <Summary manifest={view.data.manifest} />
      {view.data.manifest.labels && <LabelSourceFacts labels={view.data.manifest.labels} />}
      {Content && (
        <Suspense fallback={<Loading />}>
          <Content artifact={view.data} />
        </Suspense>
      )}
      <FileList artifact={view.data} />
    </>
  );
}

function Summary({ manifest: { type, summary } }: { manifest: Manifest }) {
  const text = useText();
  const { figure } = useFormats();
  return (
    <div className={classes.about}>
      <p className={classes.type}>
        <PortGlyph type={type} />
        {text(portTypes[type])}
      </p>
      <dl className={classes.summary}>
        {summary.map(({ title, value, format }) => (
          <div key={title.en}>
            <dt>{text(title)}</dt>
            <dd>{typeof value === 'number' ? figure(value, format) : value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
