import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload, IconPhoto, IconTable } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useShowError } from '../../api/errors.ts';
import { fileName } from '../../graphs/files.ts';
import { curvesCsv } from './csv.ts';
import { download } from './download.ts';
import { chartPicture } from './picture.ts';
import { readWholeCurve } from './readWhole.ts';
import { useChartWords } from './words.ts';

interface Source {
  run: string;
  node: string;
}

/** `save(names)` stores every point of a node's curves as one table. */
export function useSaveTable({
  run,
  node,
}: Source): (names: readonly string[], title: string) => Promise<void> {
  const showError = useShowError();
  return async (names, title) => {
    try {
      const curves = await Promise.all(
        names.map(async (name) => ({ name, curve: await readWholeCurve({ run, node, name }) })),
      );
      const table = new Blob([curvesCsv(curves)], { type: 'text/csv' });
      download(table, `${fileName(`${node} ${title}`)}.csv`);
    } catch (error) {
      showError(error);
    }
  };
}

interface SaveMenuProps {
  source: Source;
  name: string;
  title: string;
  /** Holds the drawing. */
  chart: RefObject<HTMLElement | null>;
}

/** Saves one curve as a picture or as a table. */
export function SaveMenu({ source, name, title, chart }: SaveMenuProps) {
  const words = useChartWords();
  const showError = useShowError();
  const saveTable = useSaveTable(source);
  const savePicture = async () => {
    const drawing = chart.current?.querySelector('canvas');
    if (!drawing) return;
    try {
      download(await chartPicture(drawing, title), `${fileName(`${source.node} ${title}`)}.png`);
    } catch (error) {
      showError(error);
    }
  };
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={words('save', { name: title })}>
          <IconDownload size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPhoto size={16} />} onClick={() => void savePicture()}>
          {words('savePicture')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTable size={16} />} onClick={() => void saveTable([name], title)}>
          {words('saveTable')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
