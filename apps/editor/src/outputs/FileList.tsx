import { Button, Group } from '@mantine/core';
import { IconDownload, IconFileZip, IconHierarchy2 } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useDownload } from './downloads.ts';
import { archiveUrl, fileUrl, formatBytes } from './files.ts';
import classes from './Outputs.module.css';
import { useOutputWords } from './text.ts';
import type { ArtifactCard } from './view.ts';

/** The files of an artifact with sizes and download links. */
export function FileList({ artifact: { id, manifest } }: { artifact: ArtifactCard }) {
  const words = useOutputWords();
  const download = useDownload();
  return (
    <section className={classes.block} aria-label={words('files')}>
      <h3 className={classes.blockTitle}>{words('files')}</h3>
      <Group gap="xs" mb="xs">
        <Button
          component="a"
          {...download(archiveUrl(id), `${manifest.type}-${id.slice(0, 8)}.tar`)}
          variant="default"
          size="xs"
          leftSection={<IconFileZip size={15} aria-hidden="true" />}
        >
          {words('downloadAll')}
        </Button>
        <Button
          component={Link}
          href={`/lineage/${id}`}
          variant="default"
          size="xs"
          leftSection={<IconHierarchy2 size={15} aria-hidden="true" />}
        >
          {words('lineage')}
        </Button>
      </Group>
      <ul className={classes.files}>
        {manifest.files.map(({ path, size }) => (
          <li key={path}>
            <a
              {...download(fileUrl(id, path), path.split('/').at(-1) ?? path)}
              title={words('downloadFile', { file: path })}
            >
              <IconDownload size={16} aria-hidden="true" />
              <span>{path}</span>
            </a>
            <span className={classes.quiet}>{formatBytes(size)}</span>
          </li>
        ))}
      </ul>
      <p className={classes.digest}>
        {words('artifactId')} <code>{id}</code>
      </p>
    </section>
  );
}
