import { Button, FileButton, Group, Modal, Select, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { trpc, uploadFile } from '../api/client.ts';
import { useErrorSentence } from '../api/errors.ts';
import { useCommonWords } from '../i18n/common.ts';
import { ImportFindings } from './ImportFindings.tsx';
import classes from './Labels.module.css';
import type { ImportPreview, LabelSet } from './view.ts';
import { useLabelsWords } from './words.ts';

const formats = ['auto', 'heed', 'trl', 'hh-rlhf', 'label-studio', 'argilla'] as const;

/** Takes a file, says what would come of it, and brings it in when that is wanted. */
export default function ImportDialog({
  set,
  title,
  onClose,
}: {
  set: LabelSet;
  title: string;
  onClose(): void;
}) {
  const words = useLabelsWords();
  const common = useCommonWords();
  const [file, setFile] = useState<File>();
  const [source, setSource] = useState('');
  const [format, setFormat] = useState<(typeof formats)[number]>('auto');
  const { check, bringIn, view, sentence, isBusy, forget } = useImport(set.id);
  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    const name = source || chosen.name.replace(/\.[^.]+$/, '').slice(0, 80);
    setSource(name);
    check({ file: chosen, source: name, format });
  };
  const again = (change: { source?: string; format?: typeof format }) => {
    forget();
    if (file && change.format) check({ file, source, format: change.format });
  };
  const wish = file && source.trim() ? { file, source: source.trim(), format } : undefined;
  return (
    <Modal opened onClose={onClose} size="lg" title={words('importTitle', { title })}>
      <p className={classes.quiet}>{words('importHelp')}</p>
      <Drop onFile={choose} name={file?.name} />
      <Group grow align="flex-start" mt="md" className={classes.fields}>
        <TextInput
          label={words('source')}
          description={words('sourceHelp')}
          required
          maxLength={80}
          value={source}
          onChange={(event) => {
            setSource(event.currentTarget.value);
            again({});
          }}
        />
        <Select
          label={words('meaning')}
          description={words('meaningHelp')}
          allowDeselect={false}
          data={formats.map((value) => ({
            value,
            label: value === 'auto' ? words('byFirst') : words(`format_${value}`),
          }))}
          value={format}
          onChange={(value) => {
            const next = (value ?? 'auto') as typeof format;
            setFormat(next);
            again({ format: next });
          }}
        />
      </Group>
      <div className={classes.told} role="status" aria-busy={isBusy}>
        {sentence && (
          <Text size="sm" c="var(--heed-bad)">
            {sentence}
          </Text>
        )}
        {view && <ImportFindings view={view} />}
      </div>
      <Group justify="flex-end" className={classes.deeds}>
        <Button variant="default" onClick={onClose}>
          {view && (view.isDone || view.added === 0) ? common('close') : common('cancel')}
        </Button>
        {!view?.isDone && <Deeds view={view} isBusy={isBusy} wish={wish} check={check} bringIn={bringIn} />}
      </Group>
    </Modal>
  );
}

interface Wish {
  file: File;
  source: string;
  format: (typeof formats)[number];
}

/** First looks, then brings in. */
function Deeds({
  view,
  isBusy,
  wish,
  check,
  bringIn,
}: {
  view: ImportPreview | undefined;
  isBusy: boolean;
  wish: Wish | undefined;
  check(wish: Wish): void;
  bringIn(wish: Wish, skipBad: boolean): void;
}) {
  const words = useLabelsWords();
  if (!view)
    return (
      <Button loading={isBusy} disabled={!wish} onClick={() => wish && check(wish)}>
        {words('check')}
      </Button>
    );
  if (view.added === 0) return null;
  const label = view.bad > 0 ? 'importGood' : 'importNow';
  return (
    <Button loading={isBusy} disabled={!wish} onClick={() => wish && bringIn(wish, view.bad > 0)}>
      {words(label, { count: view.added })}
    </Button>
  );
}

/** Sends the file once, looks at it, and stores it. */
function useImport(set: string) {
  const client = useQueryClient();
  const sentenceOf = useErrorSentence();
  const [sent, setSent] = useState<{ file: File; path: string }>();
  const [view, setView] = useState<ImportPreview>();
  const importing = useMutation(trpc.labels.import.mutationOptions());
  const doing = useMutation({
    mutationFn: async ({ file, source, format, ...how }: Wish & { dryRun?: boolean; skipBad?: boolean }) => {
      const path = sent?.file === file ? sent.path : await uploadFile(file);
      setSent({ file, path });
      const meaning = format === 'auto' ? {} : { format };
      return importing.mutateAsync({ place: { set }, path, source, ...meaning, ...how });
    },
    onMutate: () => setView(undefined),
    onSuccess: (found) => {
      setView(found);
      if (found.isDone) void client.invalidateQueries();
    },
  });
  return {
    view,
    isBusy: doing.isPending,
    sentence: doing.error ? sentenceOf(doing.error) : undefined,
    forget: () => setView(undefined),
    check: (wish: Wish) => doing.mutate({ ...wish, dryRun: true }),
    bringIn: (wish: Wish, skipBad: boolean) => doing.mutate({ ...wish, skipBad }),
  };
}

/** Where a file is dropped, or chosen by a button. */
function Drop({ onFile, name }: { onFile(file: File | undefined): void; name: string | undefined }) {
  const words = useLabelsWords();
  const [isHeld, setHeld] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setHeld(false);
    onFile(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way beside the button
    <div
      className={classes.drop}
      data-held={isHeld || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setHeld(true);
      }}
      onDragLeave={() => setHeld(false)}
      onDrop={drop}
    >
      <FileButton onChange={(file) => onFile(file ?? undefined)} accept=".jsonl,.ndjson,.json,.csv,.parquet">
        {(props) => (
          <Button {...props} variant="light" data-autofocus>
            {words('chooseFile')}
          </Button>
        )}
      </FileButton>
      <span className={classes.quiet}>{name ?? words('orDrop')}</span>
    </div>
  );
}
