import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import { useMay } from '../api/me.ts';
import { useCreateGraph } from '../graphs/useCreateGraph.ts';
import { useFormats } from '../i18n/format.ts';
import { useLanguage, useText } from '../i18n/language.ts';
import { GraphPicture } from './GraphPicture.tsx';
import { NeedsLine } from './Needs.tsx';
import classes from './Templates.module.css';
import { useTemplateWords } from './text.ts';
import type { TemplateSummary } from './view.ts';

/** One template: its picture, what it does and needs, and the ways to a pipeline of one's own. */
export function TemplateCard({ template }: { template: TemplateSummary }) {
  const { id, description, nodeCount, parameterCount, sketch, needs, savedAt } = template;
  const words = useTemplateWords();
  const text = useText();
  const [language] = useLanguage();
  const name = text(template.name);
  const { ago } = useFormats();
  const create = useCreateGraph();
  const mayUse = useMay('design');
  const [isCreating, setCreating] = useState(false);
  const use = async () => {
    setCreating(true);
    await create(api.templates.get.query({ id, language }).then(({ graph }) => graph));
    setCreating(false);
  };
  const counts = [
    words('nodes', { count: nodeCount }),
    ...(parameterCount > 0 ? [words('parameters', { count: parameterCount })] : []),
    ...(savedAt === undefined ? [] : [words('savedAgo', { ago: ago(savedAt) })]),
  ];
  const page = `/templates/${encodeURIComponent(id)}`;
  return (
    <article className={classes.card}>
      <Link href={page} className={classes.picture} tabIndex={-1}>
        <GraphPicture name={name} graph={sketch} />
      </Link>
      <h3 className={classes.name}>
        <Link href={page}>{name}</Link>
      </h3>
      {description && <p className={classes.description}>{text(description)}</p>}
      <NeedsLine name={name} needs={needs} />
      <footer className={classes.foot}>
        <span className={classes.quiet}>{counts.join(' · ')}</span>
        <Group gap={6}>
          <Button
            component={Link}
            href={page}
            size="xs"
            variant="default"
            aria-label={words(mayUse ? 'setUpNamed' : 'lookNamed', { name })}
          >
            {words(mayUse ? 'setUp' : 'look')}
          </Button>
          {mayUse && (
            <Button
              size="xs"
              loading={isCreating}
              aria-label={words('useNamed', { name })}
              onClick={() => void use()}
            >
              {words('use')}
            </Button>
          )}
        </Group>
      </footer>
    </article>
  );
}
