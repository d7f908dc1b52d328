import type { GraphNode, NodeSpec } from '@heed/schema';
import { Button, Group, Text } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useGraph, useGraphStoreApi } from '../canvas/store/useGraphStore.ts';
import { ConfigForm } from './ConfigForm.tsx';
import { followers } from './followers.ts';
import classes from './Inspector.module.css';
import { useMayEdit } from './mayEdit.tsx';
import { useInspectorWords } from './words.ts';

interface SettingsProps {
  spec: NodeSpec;
  nodes: readonly GraphNode[];
}

/** The settings of one node, or of several of a kind at once, with what a change of them makes run again. */
export function Settings({ spec, nodes }: SettingsProps) {
  const words = useInspectorWords();
  const graph = useGraph();
  const { edit } = useGraphStoreApi().getState();
  const mayEdit = useMayEdit();
  const ids = nodes.map(({ id }) => id);
  const after = followers(graph, ids).size;
  const changed = new Set(nodes.flatMap(({ config }) => Object.keys(config))).size;
  const resetAll = () =>
    edit((current) => ({
      ...current,
      nodes: current.nodes.map((node) =>
        ids.includes(node.id) ? { ...node, config: requiredOnly(spec, node) } : node,
      ),
    }));
  return (
    <section aria-label={words('settings')}>
      <Group justify="space-between" wrap="nowrap">
        <h3 className={classes.heading}>{words('settings')}</h3>
        {mayEdit && changed > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconRestore size={13} />}
            onClick={resetAll}
          >
            {words('resetAll')}
          </Button>
        )}
      </Group>
      {mayEdit && (
        <Text size="xs" c="dimmed" mb="sm">
          {words('runsAgain', { count: nodes.length + after })}
        </Text>
      )}
      <ConfigForm spec={spec} nodes={nodes} />
    </section>
  );
}

/** The part of a config for which there is no default to go back to. */
function requiredOnly(spec: NodeSpec, { config }: GraphNode): GraphNode['config'] {
  const isRequired = (name: string) => spec.config.shape[name]?.safeParse(undefined).success === false;
  return Object.fromEntries(Object.entries(config).filter(([name]) => isRequired(name)));
}
