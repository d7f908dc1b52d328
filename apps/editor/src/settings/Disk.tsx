import { Button, Checkbox, Group, NumberInput, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient, trpc } from '../api/client.ts';
import { useErrorSentence } from '../api/errors.ts';
import { useMay } from '../api/me.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { formatBytes } from '../outputs/files.ts';
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

/** How many runs to let go of besides what nothing refers to. */
function useWish() {
  const [old, setOld] = useState(false);
  const [days, setDays] = useState<string | number>(30);
  const [keep, setKeep] = useState<string | number>(5);
  const wish = old ? { olderThanDays: Number(days) || 0, keepLast: Number(keep) || 0 } : {};
  return { old, setOld, days, setDays, keep, setKeep, wish };
}

/** First looks what would go, then lets it go. */
function Collect() {
  const words = useSettingsWords();
  const sentence = useErrorSentence();
  const { old, setOld, days, setDays, keep, setKeep, wish } = useWish();
  const foreseen = useMutation(trpc.storage.collect.mutationOptions());
  const collected = useMutation(
    trpc.storage.collect.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.storage.pathFilter()),
    }),
  );
  const forget = () => {
    foreseen.reset();
    collected.reset();
  };
  const would = foreseen.data && !collected.data ? foreseen.data : undefined;
  const bytes = (found: NonNullable<typeof foreseen.data>) =>
    formatBytes(found.artifacts.bytes + found.uploads.bytes + found.checkpoints.bytes);
  const error = collected.error ?? foreseen.error;
  return (
    <section className={classes.card} aria-label={words('freeSpace')}>
      <Stack gap="sm" align="flex-start">
        <h2 className={classes.subtitle} style={{ margin: 0 }}>
          {words('freeSpace')}
        </h2>
        <p className={classes.quiet}>{words('freeSpaceHelp')}</p>
        <Checkbox
          label={words('alsoRuns')}
          checked={old}
          onChange={(event) => {
            setOld(event.currentTarget.checked);
            forget();
          }}
        />
        {old && (
          <Group gap="sm" pl="xl">
            <NumberInput
              w={170}
              min={0}
              label={words('olderThan')}
              value={days}
              onChange={(value) => {
                setDays(value);
                forget();
              }}
            />
            <NumberInput
              w={170}
              min={0}
              label={words('keepNewest')}
              value={keep}
              onChange={(value) => {
                setKeep(value);
                forget();
              }}
            />
          </Group>
        )}
        {would && (
          <p role="status" style={{ margin: 0 }}>
            {words('wouldFree', {
              bytes: bytes(would),
              runs: words('runs', { count: would.runs }),
              artifacts: words('artifacts', { count: would.artifacts.count }),
              uploads: words('uploads', { count: would.uploads.count }),
              checkpoints: words('checkpoints', { count: would.checkpoints.count }),
            })}
          </p>
        )}
        {collected.data && (
          <p role="status" style={{ margin: 0 }}>
            {words('freed', { bytes: bytes(collected.data) })}
          </p>
        )}
        {error && (
          <p role="alert" style={{ margin: 0, color: 'var(--heed-bad)' }}>
            {sentence(error)}
          </p>
        )}
        <Group gap="xs">
          <Button
            variant="default"
            loading={foreseen.isPending}
            onClick={() => {
              forget();
              foreseen.mutate({ ...wish, dryRun: true });
            }}
          >
            {words('look')}
          </Button>
          {would && (
            <Button color="red" loading={collected.isPending} onClick={() => collected.mutate(wish)}>
              {words('letGo')}
            </Button>
          )}
        </Group>
      </Stack>
    </section>
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
