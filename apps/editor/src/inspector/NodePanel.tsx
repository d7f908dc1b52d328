import { type GraphNode, idSchema, type NodeSpec } from '@heed/schema';
import { Alert, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { KindIcon } from '../canvas/categories.tsx';
import { renameNode, setLabel, takenIds } from '../canvas/store/edits.ts';
import { useCatalogue, useGraphStoreApi, useProblems } from '../canvas/store/useGraphStore.ts';
import { useText } from '../i18n/language.ts';
import { StopRulesField } from '../runs/stops/StopRulesField.tsx';
import classes from './Inspector.module.css';
import { KindDocs } from './KindDocs.tsx';
import { KindPanel } from './KindPanel.tsx';
import { Fields } from './mayEdit.tsx';
import { NodeRunInfo } from './NodeRunInfo.tsx';
import { Settings } from './Settings.tsx';
import { useInspectorWords } from './words.ts';

/** The id of a node; it is taken over once it is left, and only where it is free and well formed. */
function IdField({ node }: { node: GraphNode }) {
  const words = useInspectorWords();
  const store = useGraphStoreApi();
  const [typed, setTyped] = useState<string>();
  const wish = typed ?? node.id;
  const taken = wish !== node.id && takenIds(store.getState().history.present).has(wish);
  const error = !idSchema.safeParse(wish).success ? words('idWrong') : taken ? words('idTaken') : undefined;
  const rename = () => {
    const { edit, select } = store.getState();
    if (!error && wish !== node.id) {
      edit((graph) => renameNode(graph, node.id, wish));
      select({ items: new Set([wish]) });
    }
    setTyped(undefined);
  };
  return (
    <TextInput
      size="xs"
      label={words('id')}
      description={words('idHelp')}
      value={wish}
      error={error}
      maxLength={64}
      spellCheck={false}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={rename}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}

function NodeNames({ node, spec }: { node: GraphNode; spec: NodeSpec | undefined }) {
  const words = useInspectorWords();
  const text = useText();
  const { edit } = useGraphStoreApi().getState();
  return (
    <Group grow align="flex-start" gap="xs">
      <TextInput
        size="xs"
        label={words('label')}
        description={spec ? text(spec.title) : node.kind}
        value={node.label ?? ''}
        placeholder={spec && text(spec.title)}
        maxLength={200}
        onChange={(event) =>
          edit((graph) => setLabel(graph, node.id, event.target.value), `label ${node.id}`)
        }
      />
      <IdField node={node} />
    </Group>
  );
}

/** Everything about the selected node: names, what is wrong, what it did, its settings, what it is. */
export function NodePanel({ node }: { node: GraphNode }) {
  const text = useText();
  const spec = useCatalogue().get(node.kind);
  const problems = useProblems().filter(
    ({ node: id, parameter }) =>
      id === node.id && !(parameter && spec && Object.hasOwn(spec.config.shape, parameter)),
  );
  return (
    <Stack gap="md" className={classes.panel}>
      <Group gap="xs" wrap="nowrap">
        {spec && <KindIcon spec={spec} size={22} />}
        <Title order={2} size="h4">
          {node.label ?? (spec ? text(spec.title) : node.kind)}
        </Title>
      </Group>
      {problems.map((problem) => (
        <Alert key={problem.message.en} color="yellow" p="xs">
          <Text size="sm">{text(problem.message)}</Text>
        </Alert>
      ))}
      <NodeRunInfo node={node.id} />
      <Fields>
        <NodeNames key={`names ${node.id}`} node={node} spec={spec} />
        {spec && <Settings key={`settings ${node.id}`} spec={spec} nodes={[node]} />}
        {spec && <StopRulesField key={`stop ${node.id}`} node={node} spec={spec} />}
      </Fields>
      <KindPanel node={node} />
      {spec && <KindDocs spec={spec} />}
    </Stack>
  );
}
