import type { GraphNode } from '@heed/schema';
import { Group, Text } from '@mantine/core';
import { KindIcon } from '../canvas/categories.tsx';
import { useCatalogue } from '../canvas/store/useGraphStore.ts';
import { useText } from '../i18n/language.ts';
import { Settings } from './Settings.tsx';
import { useInspectorWords } from './words.ts';

/** What several selected nodes have in common: nodes of one kind are set together. */
export function SeveralPanel({ nodes }: { nodes: readonly GraphNode[] }) {
  const words = useInspectorWords();
  const text = useText();
  const catalogue = useCatalogue();
  const kinds = new Set(nodes.map(({ kind }) => kind));
  const [kind = ''] = kinds;
  const spec = catalogue.get(kind);
  if (nodes.length < 2) return null;
  if (kinds.size > 1 || !spec) return <Text size="sm">{words('severalKinds')}</Text>;
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <KindIcon spec={spec} size={20} />
        <Text size="sm">{words('setTogether', { kind: text(spec.title), count: nodes.length })}</Text>
      </Group>
      <Settings key={nodes.map(({ id }) => id).join(' ')} spec={spec} nodes={nodes} />
    </>
  );
}
