import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { trpc } from '../api/client.ts';
import { useMay } from '../api/me.ts';
import { Notice } from '../app/Notice.tsx';
import { useCommonWords } from '../i18n/common.ts';
import { useFormats } from '../i18n/format.ts';
import { BringBack } from './BringBack.tsx';
import { useGraphsWords } from './words.ts';

/** At the address of a pipeline that is not here: whether it was deleted, and the way to bring it back. */
export default function GoneGraph({ id, onReturn }: { id: string; onReturn: () => void }) {
  const words = useGraphsWords();
  const common = useCommonWords();
  const mayEdit = useMay('design');
  const { ago } = useFormats();
  const { data } = useQuery(trpc.graphs.removed.queryOptions(undefined, { enabled: mayEdit }));
  const removed = data?.find((graph) => graph.id === id);
  return (
    <Notice
      title={words(removed ? 'goneDeleted' : 'gone')}
      action={
        <Group gap="sm">
          {removed && <BringBack graph={removed} onReturn={onReturn} />}
          <Button component={Link} href="/" variant="default">
            {common('toGraphs')}
          </Button>
        </Group>
      }
    >
      <p>
        {removed
          ? words('goneDeletedText', { name: removed.name, ago: ago(removed.removedAt) })
          : words('goneText')}
      </p>
    </Notice>
  );
}
