import { Alert, Group, Loader, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconFileText, IconFolder } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useContext } from 'react';
import { trpc } from '../../api/client.ts';
import { Failure } from '../../app/Messages.tsx';
import { ScrollRegion } from '../../app/ScrollRegion.tsx';
import { CommandContextContext } from '../../commands/commandContext.ts';
import { useText } from '../../i18n/language.ts';
import type { FieldProps } from '../fieldProps.ts';
import { columnUses } from './columnUses.ts';
import classes from './Files.module.css';
import { shortPath } from './shortPath.ts';
import { useSizeText } from './useSizeText.ts';
import type { FilePreview as Preview } from './view.ts';
import { useFileWords } from './words.ts';

/** A path is looked up once nobody types on. */
const TYPING_MS = 400;
const formats = ['auto', 'jsonl', 'json', 'csv', 'txt', 'parquet'] as const;

interface FilePreviewProps {
  kind: 'file' | 'directory';
  path: string;
  of: FieldProps['of'];
}

/** What the path of a field leads to: the first records of a data file, or one sentence on what is wrong with it. */
export function FilePreview({ kind, path, of }: FilePreviewProps) {
  const [settled] = useDebouncedValue(path, TYPING_MS);
  const graph = useContext(CommandContextContext)?.().graphId;
  const format = formats.find((one) => one === of?.config.format) ?? 'auto';
  const preview = useQuery(
    trpc.uploads.preview.queryOptions(
      { path: settled, kind, format, ...(graph !== undefined && { graph }) },
      { placeholderData: keepPreviousData, staleTime: 30_000 },
    ),
  );
  if (preview.isLoadingError) return <Failure error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return <Loader size="xs" />;
  return <Found kind={kind} path={settled} of={of} preview={preview.data} />;
}

function Found({ kind, path, of, preview }: FilePreviewProps & { preview: Preview }) {
  const words = useFileWords();
  const text = useText();
  const name = shortPath(path);
  if (preview.state === 'missing') {
    const reason = preview.reason === 'other-kind' ? (`not-${kind}` as const) : preview.reason;
    return <Wrong>{words(`missing-${reason}`, { name })}</Wrong>;
  }
  if (preview.state === 'unread') return <Wrong>{text(preview.why)}</Wrong>;
  return (
    <div className={classes.card}>
      <Head name={name} preview={preview} />
      {preview.state === 'table' && (
        <>
          <Sample name={name} preview={preview} of={of} />
          {preview.bad && (
            <Text size="xs" className={classes.bad} role="status">
              {words('badLines', { count: preview.bad.count })} {text(preview.bad.first)}
            </Text>
          )}
        </>
      )}
    </div>
  );
}

/** `role=status`: it is said aloud when it comes up. */
function Wrong({ children }: { children: ReactNode }) {
  return (
    <Alert color="yellow" p="xs" role="status" icon={<IconAlertTriangle size={16} />}>
      <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </Alert>
  );
}

type Shown = Extract<Preview, { state: 'folder' | 'table' }>;

function Head({ name, preview }: { name: string; preview: Shown }) {
  const sizeText = useSizeText();
  const Icon = preview.state === 'folder' ? IconFolder : IconFileText;
  return (
    <Group gap={8} wrap="nowrap" align="flex-start" className={classes.head}>
      <Icon size={16} aria-hidden className={classes.icon} />
      <div>
        <div className={classes.name} translate="no">
          {name}
        </div>
        <div className={classes.size}>{sizeText(preview)}</div>
      </div>
    </Group>
  );
}

const noUses: ReturnType<typeof columnUses> = { used: new Map(), lacking: [] };

type Table = Extract<Preview, { state: 'table' }>;

/** The first records; a column that a setting of the node names says which one. */
function Sample({ name, preview, of }: { name: string; preview: Table; of: FieldProps['of'] }) {
  const words = useFileWords();
  const text = useText();
  const { used, lacking } = of ? columnUses(of.spec, of.config, preview.columns) : noUses;
  return (
    <>
      <ScrollRegion title={words('firstRecords', { name })} className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              {preview.columns.map((column) => {
                const use = used.get(column);
                return (
                  <th key={column} scope="col" data-used={use !== undefined || undefined}>
                    <span translate="no">{column}</span>
                    {use && <span className={classes.use}>{text(use.title)}</span>}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody translate="no">
            {preview.sample.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: records have no other name than their place
              <tr key={row}>
                {cells.map((cell, column) => (
                  <td key={preview.columns[column]} title={cell ?? undefined}>
                    <div className={classes.cell} dir="auto">
                      {cell ?? '–'}
                    </div>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {lacking.map(({ column, field }) => (
        <Text key={field.name} size="xs" className={classes.bad} role="status">
          {words('noColumn', { use: text(field.title), column })}
        </Text>
      ))}
    </>
  );
}
