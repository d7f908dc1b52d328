import type { GraphNote } from '@heed/schema';
import { Button, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type ReactNode, useDeferredValue } from 'react';
import { GroupFields, MarkColorField } from '../canvas/MarkPanel.tsx';
import { remove, setNote, wireId } from '../canvas/store/edits.ts';
import type { Selection } from '../canvas/store/graphStore.ts';
import { useGraph, useGraphStore, useGraphStoreApi } from '../canvas/store/useGraphStore.ts';
import { GraphPanel } from './GraphPanel.tsx';
import classes from './Inspector.module.css';
import { Fields } from './mayEdit.tsx';
import { NodePanel } from './NodePanel.tsx';
import { SeveralPanel } from './SeveralPanel.tsx';
import { SeveralTools } from './SeveralTools.tsx';
import { useInspectorWords } from './words.ts';

/** A titled panel with a button that deletes what is selected. */
function Removable({ title, children }: { title: string; children?: ReactNode }) {
  const words = useInspectorWords();
  const store = useGraphStoreApi();
  const mayEdit = useGraphStore((state) => state.mayEdit);
  const removeSelected = () => {
    const { edit, selection } = store.getState();
    edit((graph) => remove(graph, selection.items, selection.wires));
  };
  return (
    <Stack gap="md" className={classes.panel}>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Fields>{children}</Fields>
      {mayEdit && (
        <Button
          size="xs"
          variant="light"
          color="red"
          leftSection={<IconTrash size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={removeSelected}
        >
          {words('remove')}
        </Button>
      )}
    </Stack>
  );
}

function NotePanel({ note }: { note: GraphNote }) {
  const words = useInspectorWords();
  const { edit } = useGraphStoreApi().getState();
  return (
    <Removable title={words('note')}>
      <Textarea
        label={words('text')}
        autosize
        minRows={4}
        maxRows={20}
        maxLength={10_000}
        value={note.text}
        onChange={(event) =>
          edit((graph) => setNote(graph, note.id, { text: event.target.value }), `note ${note.id}`)
        }
      />
      <MarkColorField
        value={note.color}
        onChange={(color) => edit((graph) => setNote(graph, note.id, { color }))}
      />
    </Removable>
  );
}

/** The settings of what is selected, or of the whole pipeline; `data-settled` once it shows what is selected now. */
export function Inspector() {
  const selection = useGraphStore((state) => state.selection);
  // a frame drawn around hundreds of nodes is not held up by their settings
  const shown = useDeferredValue(selection);
  return (
    <div className={classes.shown} data-settled={shown === selection || undefined}>
      <SettingsOf selection={shown} />
    </div>
  );
}

function SettingsOf({ selection: { items, wires } }: { selection: Selection }) {
  const words = useInspectorWords();
  const graph = useGraph();
  const mayEdit = useGraphStore((state) => state.mayEdit);
  const count = items.size + wires.size;
  const [item] = items;
  const [wire] = wires;
  const node = graph.nodes.find(({ id }) => id === item);
  const note = graph.notes.find(({ id }) => id === item);
  if (count > 1 && !(items.size === 1 && wires.size > 0))
    return (
      <Removable title={words('selected', { count })}>
        {mayEdit && <SeveralTools />}
        <SeveralPanel nodes={graph.nodes.filter(({ id }) => items.has(id))} />
      </Removable>
    );
  if (node) return <NodePanel node={node} />;
  if (note) return <NotePanel note={note} />;
  const group = graph.groups.find(({ id }) => id === item);
  if (group)
    return (
      <Removable title={words('group')}>
        <GroupFields group={group} />
      </Removable>
    );
  const edge = graph.edges.find((one) => wireId(one) === wire);
  if (!edge) return <GraphPanel />;
  const { from, to } = edge;
  return (
    <Removable title={words('wire')}>
      <Text size="sm">
        {words('wireText', { from: `${from.node}.${from.port}`, to: `${to.node}.${to.port}` })}
      </Text>
    </Removable>
  );
}
