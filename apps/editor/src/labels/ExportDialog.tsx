import { Alert, Button, Group, Modal, NumberInput, Radio, Switch, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../api/client.ts';
import { Failure } from '../app/Messages.tsx';
import { useCommonWords } from '../i18n/common.ts';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { useDownload } from '../outputs/downloads.ts';
import classes from './Labels.module.css';
import { type ExportFormat, type ExportPreview, exportFormats, type LabelsPlace } from './view.ts';
import { useLabelsWords } from './words.ts';

interface ExportDialogProps {
  place: LabelsPlace;
  title: string;
  /** Number of the last event, where it is known already. */
  revision?: number;
  onClose(): void;
}

/** Chooses a format and a moment, says what the file keeps and what it loses, and gives the file. */
export default function ExportDialog({ place, title, revision, onClose }: ExportDialogProps) {
  const words = useLabelsWords();
  const common = useCommonWords();
  const download = useDownload();
  const [format, setFormat] = useState<ExportFormat>('heed');
  const [moment, setMoment] = useState<number>();
  const wish = { place, format, ...(moment !== undefined && { asOf: moment }) };
  const preview = useQuery(trpc.labels.describe.queryOptions(wish, { placeholderData: keepPreviousData }));
  const { data } = preview;
  const isReady = data !== undefined && !preview.isPlaceholderData;
  const query = new URLSearchParams({ ...place, format, asOf: String(moment ?? data?.revision ?? '') });
  return (
    <Modal opened onClose={onClose} size="lg" title={words('exportTitle', { title })}>
      <Radio.Group
        label={words('format')}
        value={format}
        onChange={(value) => setFormat(value as ExportFormat)}
      >
        <div className={classes.formats}>
          {exportFormats.map((one, index) => (
            <Radio
              key={one}
              value={one}
              label={words(`format_${one}`)}
              description={words(`formatHelp_${one}`)}
              data-autofocus={index === 0 || undefined}
            />
          ))}
        </div>
      </Radio.Group>
      <Switch
        mt="md"
        label={words('earlier')}
        checked={moment !== undefined}
        onChange={(event) =>
          setMoment(event.currentTarget.checked ? (data?.revision ?? revision ?? 0) : undefined)
        }
      />
      {moment !== undefined && (
        <NumberInput
          mt="xs"
          label={words('asOfEvent')}
          description={words('asOfHelp')}
          min={0}
          max={revision}
          allowDecimal={false}
          value={moment}
          onChange={(value) => setMoment(typeof value === 'number' ? value : 0)}
        />
      )}
      {preview.error && <Failure error={preview.error} onRetry={() => void preview.refetch()} />}
      <div className={classes.told} role="status" aria-busy={!isReady}>
        {data && <Told view={data} format={format} />}
      </div>
      <Group justify="flex-end" className={classes.deeds}>
        <Button variant="default" onClick={onClose}>
          {common('close')}
        </Button>
        <Button
          component="a"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          {...(isReady && data.records > 0
            ? download(`/labels/export?${query}`, data.name)
            : { 'aria-disabled': true })}
          data-disabled={!isReady || data.records === 0 || undefined}
        >
          {words('download')}
        </Button>
      </Group>
    </Modal>
  );
}

/** What will be in the file, and what will not. */
function Told({
  view: { events, records, lost, sample },
  format,
}: {
  view: ExportPreview;
  format: ExportFormat;
}) {
  const words = useLabelsWords();
  const text = useText();
  const { number } = useFormats();
  if (events === 0) return <Alert variant="light">{words('nothingYet')}</Alert>;
  return (
    <>
      <Text size="sm">{words('holds', { records: number(records), events: number(events) })}</Text>
      {lost.length > 0 ? (
        <Alert variant="light" color="yellow" title={words('notHeld')} icon={false}>
          <ul className={classes.lost}>
            {lost.map(({ loss, title, events: count }) => (
              <li key={loss}>{words('lostOne', { what: text(title), events: number(count) })}</li>
            ))}
          </ul>
        </Alert>
      ) : (
        <Text size="sm" c="var(--heed-good)">
          {words('keepsAll')}
        </Text>
      )}
      {records === 0 && <Text size="sm">{words('emptyFile', { format: words(`format_${format}`) })}</Text>}
      {sample && (
        <details className={classes.sample}>
          <summary>{words('sample')}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard */}
          <pre tabIndex={0}>{sample}</pre>
        </details>
      )}
    </>
  );
}
