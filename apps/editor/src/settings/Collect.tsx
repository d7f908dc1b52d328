import { Button, Checkbox, Group, NumberInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient, trpc } from '../api/client.ts';
import { useErrorSentence } from '../api/errors.ts';
import { formatBytes } from '../outputs/files.ts';
import classes from './Settings.module.css';
import { useSettingsWords } from './words.ts';

/** Which runs go, besides what nothing refers to; an empty field is `''`. */
interface Wish {
  /** Are old runs to go at all? */
  old: boolean;
  days: string | number;
  keep: string | number;
}

const nothingMore: Wish = { old: false, days: 30, keep: 5 };

const isCount = (typed: string | number) => typeof typed === 'number' && typed >= 0;

/** As the runner takes it; undefined where a number is missing, so that an empty field deletes nothing. */
function limitsOf({ old, days, keep }: Wish) {
  if (!old) return {};
  if (!isCount(days) || !isCount(keep)) return undefined;
  return { olderThanDays: Number(days), keepLast: Number(keep) };
}

function Limits({ wish, onChange }: { wish: Wish; onChange(change: Partial<Wish>): void }) {
  const words = useSettingsWords();
  const fields = [
    { name: 'days', label: words('olderThan') },
    { name: 'keep', label: words('keepNewest') },
  ] as const;
  return (
    <Group gap="sm" pl="xl" align="flex-start">
      {fields.map(({ name, label }) => (
        <NumberInput
          key={name}
          w={190}
          min={0}
          allowDecimal={false}
          label={label}
          value={wish[name]}
          error={!isCount(wish[name]) && words('countNeeded')}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
    </Group>
  );
}

/** First looks what would go, then lets it go. */
export function Collect() {
  const words = useSettingsWords();
  const sentence = useErrorSentence();
  const [wish, setWish] = useState(nothingMore);
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
  const change = (part: Partial<Wish>) => {
    setWish((current) => ({ ...current, ...part }));
    forget();
  };
  const limits = limitsOf(wish);
  const would = collected.data ? undefined : foreseen.data;
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
          checked={wish.old}
          onChange={(event) => change({ old: event.currentTarget.checked })}
        />
        {wish.old && <Limits wish={wish} onChange={change} />}
        {would && <Foreseen found={would} />}
        {collected.data && (
          <p role="status" style={{ margin: 0 }}>
            {words('freed', { bytes: bytesOf(collected.data) })}
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
            disabled={!limits}
            onClick={() => {
              forget();
              foreseen.mutate({ ...limits, dryRun: true });
            }}
          >
            {words('look')}
          </Button>
          {would && limits && (
            <Button color="red" loading={collected.isPending} onClick={() => collected.mutate(limits)}>
              {words('letGo')}
            </Button>
          )}
        </Group>
      </Stack>
    </section>
  );
}

type Found = Record<'artifacts' | 'uploads' | 'checkpoints', { count: number; bytes: number }> & {
  runs: number;
};

const bytesOf = ({ artifacts, uploads, checkpoints }: Found) =>
  formatBytes(artifacts.bytes + uploads.bytes + checkpoints.bytes);

/** What would go, in a sentence. */
function Foreseen({ found }: { found: Found }) {
  const words = useSettingsWords();
  return (
    <p role="status" style={{ margin: 0 }}>
      {words('wouldFree', {
        bytes: bytesOf(found),
        runs: words('runs', { count: found.runs }),
        artifacts: words('artifacts', { count: found.artifacts.count }),
        uploads: words('uploads', { count: found.uploads.count }),
        checkpoints: words('checkpoints', { count: found.checkpoints.count }),
      })}
    </p>
  );
}
