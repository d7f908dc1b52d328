import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import { Anchor, Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { trpc } from '../api/client.ts';
import { useMay } from '../api/me.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { Page } from '../app/Page.tsx';
import { DropPipeline } from '../graphs/DropPipeline.tsx';
import { ImportButton } from '../graphs/ImportButton.tsx';
import { useImport } from '../graphs/useImport.tsx';
import { useCommonWords } from '../i18n/common.ts';
import { findTemplates } from './findTemplates.ts';
import { TemplateCard } from './TemplateCard.tsx';
import classes from './Templates.module.css';
import { useTemplateWords } from './text.ts';
import type { TemplateSummary } from './view.ts';

/** The gallery of pipelines to start from: those saved here and those that ship; and a way to bring one's own. */
export default function TemplatesPage() {
  const words = useTemplateWords();
  const common = useCommonWords();
  const [wanted, setWanted] = useState('');
  const bring = useImport();
  const mayUse = useMay('design');
  const templates = useQuery(trpc.templates.list.queryOptions());
  const found = findTemplates(templates.data ?? [], wanted, catalogue);
  return (
    <Page crumbs={[{ title: common('templates') }]}>
      <DropPipeline onFile={bring.open}>
        <div className={classes.page}>
          <header className={classes.head}>
            <div>
              <h1 className={classes.title}>{common('templates')}</h1>
              <p className={classes.quiet}>{words('intro')}</p>
            </div>
            <div className={classes.tools}>
              <TextInput
                size="sm"
                type="search"
                aria-label={words('search')}
                placeholder={words('search')}
                leftSection={<IconSearch size={16} />}
                value={wanted}
                onChange={(event) => setWanted(event.currentTarget.value)}
              />
              {mayUse && <ImportButton onFile={bring.open} />}
            </div>
          </header>
          {bring.dialogs}
          {templates.isPending && <Loading />}
          {templates.isLoadingError && (
            <Failure error={templates.error} onRetry={() => void templates.refetch()} />
          )}
          {templates.data?.length === 0 && <NoTemplates />}
          {templates.data && templates.data.length > 0 && found.length === 0 && (
            <NoneFound wanted={wanted} onAll={() => setWanted('')} />
          )}
          {(['own', 'shipped'] as const).map((source) => (
            <Shelf
              key={source}
              title={words(source)}
              templates={found.filter((template) => template.source === source)}
            />
          ))}
        </div>
      </DropPipeline>
    </Page>
  );
}

function Shelf({ title, templates }: { title: string; templates: readonly TemplateSummary[] }) {
  if (templates.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className={classes.shelf}>{title}</h2>
      <ul className={classes.gallery}>
        {templates.map((template) => (
          <li key={template.id}>
            <TemplateCard template={template} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoneFound({ wanted, onAll }: { wanted: string; onAll: () => void }) {
  const words = useTemplateWords();
  return (
    <section className={classes.empty} role="status">
      <p>{words('noneFound', { wanted })}</p>
      <Button size="sm" variant="default" onClick={onAll}>
        {words('showAll')}
      </Button>
    </section>
  );
}

function NoTemplates() {
  const words = useTemplateWords();
  const common = useCommonWords();
  return (
    <section className={classes.empty}>
      <h2 className={classes.name}>{words('emptyTitle')}</h2>
      <p>{words('emptyText')}</p>
      <Anchor component={Link} href="/">
        {common('toGraphs')}
      </Anchor>
    </section>
  );
}
