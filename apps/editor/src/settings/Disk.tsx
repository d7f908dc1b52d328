import { useQuery } from '@tanstack/react-query';
import { trpc } from '../api/client.ts';
import { useMay } from '../api/me.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { formatBytes } from '../outputs/files.ts';
import { Collect } from './Collect.tsx';
import classes from './Settings.module.css';
import { useSettingsWords } from './words.ts';

interface Amount {
  count: number;
  bytes: number;
}

type Part = 'artifacts' | 'cacheOnly' | 'uploads' | 'checkpoints' | 'database';

const parts: readonly { part: Part; color: string }[] = [
  { part: 'artifacts', color: 'var(--mantine-color-pine-7)' },
  { part: 'cacheOnly', color: 'var(--mantine-color-pine-4)' },
  { part: 'uploads', color: 'var(--mantine-color-yellow-6)' },
  { part: 'checkpoints', color: 'var(--mantine-color-blue-5)' },
  { part: 'database', color: 'var(--mantine-color-gray-6)' },
];

function Amounts({ use }: { use: Record<Part, Amount> }) {
  const words = useSettingsWords();
  const total = parts.reduce((sum, { part }) => sum + use[part].bytes, 0);
  return (
    <div className={classes.card}>
      <div className={classes.meterHead}>
        <span>{words('inUse')}</span>
        <strong>{formatBytes(total)}</strong>
      </div>
      <div className={classes.bar} aria-hidden>
        {parts.map(({ part, color }) => (
          <span key={part} style={{ flexGrow: use[part].bytes, background: color }} />
        ))}
      </div>
      <ul className={classes.amounts}>
        {parts.map(({ part, color }) => (
          <li key={part}>
            <span className={classes.swatch} style={{ background: color }} />
            <span>{words(`part-${part}`)}</span>
            <span className={classes.number}>{words('things', { count: use[part].count })}</span>
            <span className={classes.number}>{formatBytes(use[part].bytes)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What lies in the data folder, and letting go of what nothing refers to. */
export function Disk() {
  const mayDesign = useMay('design');
  const use = useQuery(trpc.storage.use.queryOptions());
  if (use.isPending) return <Loading />;
  if (use.isLoadingError) return <Failure error={use.error} onRetry={() => void use.refetch()} />;
  return (
    <>
      <Amounts use={use.data} />
      {mayDesign && <Collect />}
    </>
  );
}
