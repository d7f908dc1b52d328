import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useDownload } from './downloads.ts';
import { tableUrl } from './files.ts';
import { useTableWords } from './tableWords.ts';

const formats = [
  ['csv', 'CSV'],
  ['jsonl', 'JSONL'],
  ['parquet', 'Parquet'],
] as const;

/** Downloads a whole table in the format that is wished. */
export function DownloadMenu({ artifact, file }: { artifact: string; file?: string }) {
  const words = useTableWords();
  const save = useDownload();
  const name = (file ?? 'table').replace(/^.*\/|\.parquet$/g, '');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconDownload size={15} aria-hidden="true" />}>
          {words('download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(([format, title]) => (
          <Menu.Item
            key={format}
            component="a"
            {...save(tableUrl(artifact, format, file), `${name}-${artifact.slice(0, 8)}.${format}`)}
          >
            {words('downloadAs', { format: title })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
