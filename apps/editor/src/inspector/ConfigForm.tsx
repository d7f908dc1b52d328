import { describeConfig, type FieldDescription, type GraphNode, type NodeSpec } from '@heed/schema';
import { Button, Collapse, Stack, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { FieldRow } from './FieldRow.tsx';
import { isShown } from './fieldErrors.ts';
import { findFields } from './sharedValues.ts';
import { useInspectorWords } from './words.ts';

/** A shorter form is read faster than searched. */
const SEARCHED_FROM = 8;

interface ConfigFormProps {
  spec: NodeSpec;
  /** One node, or several of the kind that are set together. */
  nodes: readonly GraphNode[];
}

/** The form of a kind's config schema: what is needed first, then “more”; long ones can be searched. */
export function ConfigForm({ spec, nodes }: ConfigFormProps) {
  const words = useInspectorWords();
  const [more, setMore] = useState(false);
  const [wanted, setWanted] = useState('');
  const fields = useMemo(() => describeConfig(spec), [spec]);
  const valueIn = (node: GraphNode) => (name: string) =>
    node.config[name] ?? fields.find((field) => field.name === name)?.default;
  const shown = fields.filter((field) => nodes.some((node) => isShown(field, valueIn(node))));
  const key = nodes.map(({ id }) => id).join(' ');
  const row = (field: FieldDescription) => (
    <FieldRow key={`${key}.${field.name}`} spec={spec} nodes={nodes} field={field} />
  );
  if (fields.length === 0) return <Text size="sm">{words('noSettings')}</Text>;
  const found = findFields(shown, wanted);
  return (
    <Stack gap="md">
      {fields.length >= SEARCHED_FROM && (
        <TextInput
          size="xs"
          type="search"
          readOnly={false}
          aria-label={words('searchFields')}
          placeholder={words('searchFields')}
          leftSection={<IconSearch size={14} />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      {wanted.trim() !== '' && found.length === 0 && (
        <Text size="sm" c="dimmed" role="status">
          {words('noFieldFound', { wanted })}
        </Text>
      )}
      {wanted.trim() !== '' ? (
        found.map(row)
      ) : (
        <Layers fields={shown} row={row} more={more} onMore={() => setMore(!more)} />
      )}
    </Stack>
  );
}

interface LayersProps {
  fields: readonly FieldDescription[];
  row(field: FieldDescription): ReactNode;
  more: boolean;
  onMore(): void;
}

/** The usual fields, and the advanced ones behind a button. */
function Layers({ fields, row, more, onMore }: LayersProps) {
  const words = useInspectorWords();
  const advanced = fields.filter((field) => field.advanced);
  return (
    <>
      {fields.filter((field) => !field.advanced).map(row)}
      {advanced.length > 0 && (
        <>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            justify="flex-start"
            aria-expanded={more}
            leftSection={more ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
            onClick={onMore}
          >
            {words('moreSettings', { count: advanced.length })}
          </Button>
          <Collapse expanded={more}>
            <Stack gap="md">{advanced.map(row)}</Stack>
          </Collapse>
        </>
      )}
    </>
  );
}
