import type { AppRouter } from '@heed/runner/router';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { api, trpc } from '../api/client.ts';
import { useCreateGraph } from '../graphs/useCreateGraph.ts';
import { useText } from '../i18n/language.ts';
import { GraphPicture } from './GraphPicture.tsx';
import classes from './Templates.module.css';
import { useTemplateWords } from './text.ts';

type TemplateSummary = inferRouterOutputs<AppRouter>['templates']['list'][number];

/** One template: its picture, what it does, and the button that makes a copy and opens it. */
export function TemplateCard({
  template: { id, name, description, nodeCount },
}: {
  template: TemplateSummary;
}) {
  const words = useTemplateWords();
  const text = useText();
  const create = useCreateGraph();
  const [isCreating, setCreating] = useState(false);
  const template = useQuery(trpc.templates.get.queryOptions({ id }, { staleTime: Number.POSITIVE_INFINITY }));
  const use = async () => {
    setCreating(true);
    await create(template.data?.graph ?? api.templates.get.query({ id }).then(({ graph }) => graph));
    setCreating(false);
  };
  return (
    <article className={classes.card}>
      <div className={classes.picture}>{template.data && <GraphPicture graph={template.data.graph} />}</div>
      <h2 className={classes.name}>{name}</h2>
      {description && <p className={classes.description}>{text(description)}</p>}
      <footer className={classes.foot}>
        <span className={classes.quiet}>{words('nodes', { count: nodeCount })}</span>
        <Button
          size="sm"
          loading={isCreating}
          aria-label={words('useNamed', { name })}
          onClick={() => void use()}
        >
          {words('use')}
        </Button>
      </footer>
    </article>
  );
}
