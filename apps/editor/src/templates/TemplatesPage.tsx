import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { Page } from '../app/Page.tsx';
import { ImportButton, type ImportFailure, ImportProblems } from '../graphs/NewMenu.tsx';
import { useCommonWords } from '../i18n/common.ts';
import { TemplateCard } from './TemplateCard.tsx';
import classes from './Templates.module.css';
import { useTemplateWords } from './text.ts';

/** The gallery of pipelines that ship with Heed, and a way to bring one's own. */
export default function TemplatesPage() {
  const words = useTemplateWords();
  const common = useCommonWords();
  const [failure, setFailure] = useState<ImportFailure>();
  const templates = useQuery(trpc.templates.list.queryOptions());
  return (
    <Page crumbs={[{ title: common('graphs'), href: '/' }, { title: common('templates') }]}>
      <div className={classes.page}>
        <header className={classes.head}>
          <div>
            <h1 className={classes.title}>{common('templates')}</h1>
            <p className={classes.quiet}>{words('intro')}</p>
          </div>
          <ImportButton onFailure={setFailure} />
        </header>
        {failure && <ImportProblems failure={failure} onClose={() => setFailure(undefined)} />}
        {templates.isPending && <Loading />}
        {templates.error && <Failure error={templates.error} onRetry={() => void templates.refetch()} />}
        {templates.data?.length === 0 && <NoTemplates />}
        <ul className={classes.gallery}>
          {templates.data?.map((template) => (
            <li key={template.id}>
              <TemplateCard template={template} />
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}

function NoTemplates() {
  const words = useTemplateWords();
  return (
    <section className={classes.empty}>
      <h2 className={classes.name}>{words('emptyTitle')}</h2>
      <p>{words('emptyText')}</p>
      <Anchor component={Link} href="/">
        {words('toGraphs')}
      </Anchor>
    </section>
  );
}
