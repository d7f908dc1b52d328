import type { Graph } from '@heed/schema';
import { Button, Group } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { api, queryClient, refusalCode, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { useMay } from '../api/me.ts';
import { ConfirmDelete } from '../app/ConfirmDelete.tsx';
import { Loading, PageFailure } from '../app/Messages.tsx';
import { Notice } from '../app/Notice.tsx';
import { Page } from '../app/Page.tsx';
import { downloadGraph } from '../graphs/files.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useLanguage, useText } from '../i18n/language.ts';
import { About } from './About.tsx';
import { SetUp } from './SetUp.tsx';
import classes from './Templates.module.css';
import { useTemplateWords } from './text.ts';
import type { TemplateSummary } from './view.ts';

/** Takes the template away for everybody here, after asking. */
function Remove({ template: { id, name } }: { template: TemplateSummary }) {
  const words = useTemplateWords();
  const text = useText();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    await api.templates.remove.mutate({ id });
    navigate('/templates');
    await queryClient.invalidateQueries(trpc.templates.list.pathFilter());
  };
  return (
    <>
      <Button
        size="sm"
        variant="light"
        color="red"
        leftSection={<IconTrash size={16} />}
        onClick={() => setAsking(true)}
      >
        {words('remove')}
      </Button>
      {asking && (
        <ConfirmDelete
          title={words('removeTitle')}
          text={words('removeText', { name: text(name) })}
          onDelete={remove}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Content({ template, graph }: { template: TemplateSummary; graph: Graph }) {
  const words = useTemplateWords();
  const text = useText();
  const [language] = useLanguage();
  const mayUse = useMay('design');
  const showError = useShowError();
  const { id, name, description, source } = template;
  const save = () => api.templates.file.query({ id }).then(({ file }) => downloadGraph(file), showError);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>{text(name)}</h1>
        <Group gap="xs">
          <Button
            size="sm"
            variant="default"
            leftSection={<IconDownload size={16} />}
            onClick={() => void save()}
          >
            {words('export')}
          </Button>
          {mayUse && source === 'own' && <Remove template={template} />}
        </Group>
      </header>
      {description && <p className={classes.lead}>{text(description)}</p>}
      <div className={classes.columns}>
        <About template={template} graph={graph} />
        {mayUse && <SetUp key={language} template={graph} />}
      </div>
    </div>
  );
}

function Gone() {
  const words = useTemplateWords();
  return (
    <Notice
      title={words('gone')}
      action={
        <Button component={Link} href="/templates" variant="default">
          {words('toTemplates')}
        </Button>
      }
    >
      <p>{words('goneText')}</p>
    </Notice>
  );
}

/** Everything about one template, and the form that makes a pipeline from it. */
export default function TemplatePage() {
  const { id: encoded = '' } = useParams<{ id: string }>();
  const id = decodeURIComponent(encoded);
  const common = useCommonWords();
  const text = useText();
  const [language] = useLanguage();
  const list = useQuery(trpc.templates.list.queryOptions());
  const query = useQuery(trpc.templates.get.queryOptions({ id, language }, { refetchOnWindowFocus: false }));
  const template = list.data?.find((one) => one.id === id);
  const graph = query.data?.graph;
  const error = query.error ?? list.error;
  const isGone = refusalCode(query.error) === 'NOT_FOUND';
  const crumbs = [
    { title: common('templates'), href: '/templates' },
    { title: template ? text(template.name) : '…' },
  ];
  return (
    <Page crumbs={crumbs}>
      {isGone && <Gone />}
      {error && !isGone && <PageFailure error={error} onRetry={() => void query.refetch()} />}
      {!error && !(template && graph) && <Loading />}
      {!error && template && graph && <Content template={template} graph={graph} />}
    </Page>
  );
}
