import type { Graph } from '@heed/schema';
import { Button, Group } from '@mantine/core';
import { IconSchema } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { trpc } from '../api/client.ts';
import { useMay } from '../api/me.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { useGraph } from '../canvas/store/useGraphStore.ts';
import { changeLines } from './changes.ts';
import type { VersionLine } from './grouping.ts';
import { useDescribe } from './useDescribe.ts';
import { Naming, OpenCopy, Restore } from './VersionDeeds.tsx';
import classes from './VersionsPanel.module.css';
import { useVersionWords } from './words.ts';

const VersionPicture = lazy(() => import('./VersionPicture.tsx'));

/** A version with what has changed since, and what can be done with it. */
export function Chosen({ id, line, newest }: { id: string; line: VersionLine; newest: number }) {
  const words = useVersionWords();
  const mayDesign = useMay('design');
  const isNewest = line.revision === newest;
  return (
    <>
      <div className={classes.head}>
        <h2>{line.name ?? words('revision', { revision: line.revision })}</h2>
        {mayDesign && (
          <Group gap="xs">
            <Naming id={id} line={line} />
            <OpenCopy id={id} revision={line.revision} />
            {!isNewest && <Restore id={id} revision={line.revision} />}
          </Group>
        )}
      </div>
      <Changes id={id} from={line.revision} to={newest} />
    </>
  );
}

function Changes({ id, from, to }: { id: string; from: number; to: number }) {
  const words = useVersionWords();
  const graph = useGraph();
  const diff = useQuery(trpc.versions.diff.queryOptions({ id, from, to }));
  const old = useQuery(trpc.versions.get.queryOptions({ id, revision: from }));
  const describe = useDescribe(graph, ...(old.data ? [old.data.graph] : []));
  if (diff.isLoadingError) return <Failure error={diff.error} onRetry={() => void diff.refetch()} />;
  if (!diff.data || !old.data) return <Loading />;
  const lines = changeLines(diff.data, describe, words);
  const moved = diff.data.moved.length;
  if (lines.length === 0) return <p className={classes.quiet}>{words('same')}</p>;
  return (
    <>
      <AsPicture before={old.data.graph} revision={from} />
      <ul className={classes.changes}>
        {lines.map(({ kind, title, before, after }) => (
          <li key={`${kind} ${title}`} className={classes.change}>
            <span className={classes.kind} data-kind={kind}>
              {words(kind)}
            </span>
            <span className={classes.title}>{title}</span>
            {before !== undefined && (
              <span className={classes.values}>
                <del>{before}</del> → <ins>{after}</ins>
              </span>
            )}
          </li>
        ))}
        {moved > 0 && <li className={classes.details}>{words('moved', { count: moved })}</li>}
      </ul>
    </>
  );
}

/** Shows the changes on the canvas too. */
function AsPicture({ before, revision }: { before: Graph; revision: number }) {
  const words = useVersionWords();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        my="xs"
        size="compact-sm"
        variant="default"
        leftSection={<IconSchema size={14} />}
        onClick={() => setOpened(true)}
      >
        {words('asPicture')}
      </Button>
      {opened && (
        <Suspense>
          <VersionPicture
            before={before}
            title={words('pictureTitle', { revision })}
            onClose={() => setOpened(false)}
          />
        </Suspense>
      )}
    </>
  );
}
