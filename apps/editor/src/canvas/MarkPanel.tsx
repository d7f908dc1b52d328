import { type GraphGroup, type MarkColor, markColors } from '@heed/schema';
import { ColorSwatch, Group, Input, TextInput, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { setGroup } from './store/groups.ts';
import { useGraphStore, useGraphStoreApi } from './store/useGraphStore.ts';
import { useCanvasWords } from './words.ts';

interface MarkColorFieldProps {
  value: MarkColor | undefined;
  onChange: (color: MarkColor) => void;
}

/** Chooses the color of a note or group. */
export function MarkColorField({ value, onChange }: MarkColorFieldProps) {
  const words = useCanvasWords();
  const mayEdit = useGraphStore((state) => state.mayEdit);
  return (
    <Input.Wrapper label={words('color')}>
      <Group gap={6} role="group" aria-label={words('color')}>
        {markColors.map((color) => (
          <UnstyledButton
            key={color}
            data-color={color}
            aria-pressed={color === value}
            aria-label={words(`color-${color}`)}
            title={words(`color-${color}`)}
            disabled={!mayEdit}
            onClick={() => onChange(color)}
          >
            <ColorSwatch color="var(--mark)" size={24}>
              {color === value && <IconCheck size={14} color="#1b1a17" aria-hidden="true" />}
            </ColorSwatch>
          </UnstyledButton>
        ))}
      </Group>
    </Input.Wrapper>
  );
}

/** The fields of a group. */
export function GroupFields({ group }: { group: GraphGroup }) {
  const words = useCanvasWords();
  const { edit } = useGraphStoreApi().getState();
  return (
    <>
      <TextInput
        label={words('groupTitle')}
        maxLength={200}
        value={group.title}
        onChange={(event) => {
          const title = event.currentTarget.value;
          edit((graph) => setGroup(graph, group.id, { title }), `group ${group.id}`);
        }}
      />
      <MarkColorField
        value={group.color}
        onChange={(color) => edit((graph) => setGroup(graph, group.id, { color }))}
      />
    </>
  );
}
