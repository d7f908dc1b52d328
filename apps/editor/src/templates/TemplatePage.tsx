import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import { type Graph, LONGEST_NAME } from '@heed/schema';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { api, queryClient, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { useMay } from '../api/me.ts';
import { ConfirmDelete } from '../app/ConfirmDelete.tsx';
import { Loading, PageFailure } from '../app/Messages.tsx';
import { Page } from '../app/Page.tsx';
import { setConfig, setGraph } from '../canvas/store/edits.ts';
import { downloadGraph } from '../graphs/files.ts';
import { useCreateGraph } from '../graphs/useCreateGraph.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useLanguage, useText } from '../i18n/language.ts';
import { ParameterControl } from '../inspector/ParameterControl.tsx';
import { parameterFields } from '../inspector/parameterFields.ts';
import { GraphPicture } from './GraphPicture.tsx';
import { Lacking, MissingFiles } from './MissingFiles.tsx';
import { NeedsList } from './Needs.tsx';
import { Steps } from './Steps.tsx';
import classes from './Templates.module.css';
import { useTemplateWords } from './text.ts';
import { usePipelineCheck } from './usePipelineCheck.ts';
import type { TemplateSummary } from './view.ts';

/** The form that makes a pipeline from a template: its name, the template's parameters, and files to bring. */
function SetUp({ template }: { template: Graph }) {
  const words = useTemplateWords();
  const create = useCreateGraph();
  const [graph, setGraphState] = useState(template);
  const [name, setName] = useState(template.name);
  const [isCreating, setCreating] = useState(false);
  const check = usePipelineCheck(graph);
  const fields = useMemo(() => parameterFields(graph, catalogue), [graph]);
  const set = (node: string, field: string, value: unknown) =>
    setGraphState((current) => setConfig(current, node, field, value));
  const asked = new Set(fields.map(({ node, field }) => `${node.id}.${field.name}`));
  const others = check?.missing.filter(({ node, field }) => !asked.has(`${node}.${field}`)) ?? [];
  const use = async () => {
    setCreating(true);
    await create(setGraph(graph, { name: name.trim() }));
    setCreating(false);
  };
  return (
    <section className={classes.setUp} aria-labelledby="set-up">
      <h2 id="set-up" className={classes.name}>
        {words('setUpTitle')}
      </h2>
      <Text size="sm" c="dimmed" mb="md">
        {words(fields.length > 0 ? 'setUpHelp' : 'noParameters')}
      </Text>
      <Stack gap="md">
        <TextInput
          label={words('nameOfCopy')}
          value={name}
          maxLength={LONGEST_NAME}
          error={name.trim() === '' && words('nameNeeded')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {fields.map((one) => {
          const { node, field } = one;
          const lacking = check?.missing.find((file) => file.node === node.id && file.field === field.name);
          return (
            <div key={one.parameter.id}>
              <ParameterControl of={one} onChange={(value) => set(node.id, field.name, value)} />
              {lacking?.reason === 'empty' && <Lacking file={lacking} />}
            </div>
          );
        })}
        {others.length > 0 && (
          <MissingFiles missing={others} onChoose={({ node, field }, path) => set(node, field, path)} />
        )}
        <Button
          size="md"
          loading={isCreating}
          disabled={name.trim() === ''}
          aria-label={words('useNamed', { name: template.name })}
          onClick={() => void use()}
        >
          {words('use')}
        </Button>
      </Stack>
    </section>
  );
}

function About({ template, graph }: { template: TemplateSummary; graph: Graph }) {
  const words = useTemplateWords();
  const text = useText();
  const { sketch, needs } = template;
  const name = text(template.name);
  return (
    <div className={classes.about}>
      <div className={classes.largePicture}>
        <GraphPicture name={name} graph={sketch} />
      </div>
      <section aria-labelledby="needs">
        <h2 id="needs" className={classes.name}>
          {words('needs')}
        </h2>
        <NeedsList name={name} needs={needs} />
      </section>
      <Steps graph={graph} />
    </div>
  );
}

/** Everything about one template, and the form that makes a pipeline from it. */
export default function TemplatePage() {
  const { id: encoded = '' } = useParams<{ id: string }>();
  const id = decodeURIComponent(encoded);
  const words = useTemplateWords();
  const common = useCommonWords();
  const text = useText();
  const [language] = useLanguage();
  const [, navigate] = useLocation();
  const mayUse = useMay('design');
  const showError = useShowError();
  const [deleting, setDeleting] = useState(false);
  const list = useQuery(trpc.templates.list.queryOptions());
  const query = useQuery(trpc.templates.get.queryOptions({ id, language }, { refetchOnWindowFocus: false }));
  const save = () => api.templates.file.query({ id }).then(({ file }) => downloadGraph(file), showError);
  const template = list.data?.find((one) => one.id === id);
  const graph = query.data?.graph;
  const error = query.error ?? list.error;
  const crumbs = [
    { title: common('templates'), href: '/templates' },
    { title: template ? text(template.name) : '…' },
  ];
  return (
    <Page crumbs={crumbs}>
      {error && <PageFailure error={error} onRetry={() => void query.refetch()} />}
      {!error && !(template && graph) && <Loading />}
      {template && graph && (
        <div className={classes.page}>
          <header className={classes.head}>
            <h1 className={classes.title}>{text(template.name)}</h1>
            <Group gap="xs">
              <Button
                size="sm"
                variant="default"
                leftSection={<IconDownload size={16} />}
                onClick={() => void save()}
              >
                {words('export')}
              </Button>
              {mayUse && template.source === 'own' && (
                <Button
                  size="sm"
                  variant="light"
                  color="red"
                  leftSection={<IconTrash size={16} />}
                  onClick={() => setDeleting(true)}
                >
                  {words('remove')}
                </Button>
              )}
            </Group>
          </header>
          {template.description && <p className={classes.lead}>{text(template.description)}</p>}
          <div className={classes.columns}>
            <About template={template} graph={graph} />
            {mayUse && <SetUp key={language} template={graph} />}
          </div>
          {deleting && (
            <ConfirmDelete
              title={words('removeTitle')}
              text={words('removeText', { name: text(template.name) })}
              onDelete={async () => {
                await api.templates.remove.mutate({ id });
                navigate('/templates');
                await queryClient.invalidateQueries(trpc.templates.list.pathFilter());
              }}
              onClose={() => setDeleting(false)}
            />
          )}
        </div>
      )}
    </Page>
  );
}
