import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
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
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconDownload size={15} aria-hidden="true" />}>
          {words('download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(([format, title]) => (
          <Menu.Item key={format} component="a" href={tableUrl(artifact, format, file)} download>
            {words('downloadAs', { format: title })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
