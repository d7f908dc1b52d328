import type { GraphParameter } from '@heed/schema';
import { ActionIcon, Button, Collapse, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { setConfig } from '../canvas/store/edits.ts';
import { useCatalogue, useGraph, useGraphStoreApi } from '../canvas/store/useGraphStore.ts';
import { languages, useText } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import classes from './Inspector.module.css';
import { useMayEdit } from './mayEdit.tsx';
import { ParameterControl } from './ParameterControl.tsx';
import {
  changeParameter,
  concealField,
  type ParameterField,
  parameterFields,
  parameterIdError,
} from './parameterFields.ts';
import { useInspectorWords } from './words.ts';

/** The fields that this pipeline asks for as a template, set here in one place. */
export function ParametersPanel() {
  const words = useInspectorWords();
  const graph = useGraph();
  const catalogue = useCatalogue();
  const fields = useMemo(() => parameterFields(graph, catalogue), [graph, catalogue]);
  return (
    <section aria-label={words('parameters')}>
      <h3 className={classes.heading}>{words('parameters')}</h3>
      <Text size="sm" c="dimmed" mb={fields.length > 0 ? 'sm' : 0}>
        {words(fields.length > 0 ? 'parametersHelp' : 'noParameters')}
      </Text>
      <Stack gap="md">
        {fields.map((of) => (
          <Parameter key={`${of.node.id}.${of.field.name}`} of={of} />
        ))}
      </Stack>
    </section>
  );
}

function Parameter({ of }: { of: ParameterField }) {
  const { parameter, node, spec, field } = of;
  const words = useInspectorWords();
  const text = useText();
  const { edit, select } = useGraphStoreApi().getState();
  const mayEdit = useMayEdit();
  const [isEditing, setEditing] = useState(false);
  const owner = node.label ?? text(spec.title);
  return (
    <div className={classes.card}>
      <Group justify="space-between" wrap="nowrap" gap={4} mb={4}>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          className={classes.owner}
          onClick={() => select({ items: new Set([node.id]), wires: new Set() })}
        >
          {owner}
        </Button>
        {mayEdit && (
          <Group gap={2} wrap="nowrap">
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-expanded={isEditing}
              aria-label={words('editParameter', { id: parameter.id })}
              onClick={() => setEditing(!isEditing)}
            >
              <IconPencil size={14} />
            </ActionIcon>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={words('removeParameter', { id: parameter.id })}
              onClick={() => edit((graph) => concealField(graph, node.id, field.name))}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </Group>
        )}
      </Group>
      <ParameterControl
        of={of}
        onChange={(value) =>
          edit((graph) => setConfig(graph, node.id, field.name, value), `config ${node.id}.${field.name}`)
        }
      />
      <Collapse expanded={isEditing}>
        <ParameterWords parameter={parameter} title={field.title} />
      </Collapse>
    </div>
  );
}

/** The id, and the title in both languages; empty titles fall back on the field. */
function ParameterWords({
  parameter,
  title,
}: {
  parameter: GraphParameter;
  title: { en: string; zh: string };
}) {
  const words = useInspectorWords();
  const { aside } = useMarks();
  const store = useGraphStoreApi();
  const { edit } = store.getState();
  const [typed, setTyped] = useState<string>();
  const wish = typed ?? parameter.id;
  const wrong = parameterIdError(store.getState().history.present, parameter.id, wish);
  const rename = () => {
    if (!wrong && wish !== parameter.id) edit((graph) => changeParameter(graph, parameter.id, { id: wish }));
    setTyped(undefined);
  };
  return (
    <Stack gap="xs" mt="sm">
      <TextInput
        size="xs"
        label={words('parameterId')}
        description={words('parameterIdHelp', { id: parameter.id })}
        value={wish}
        maxLength={64}
        spellCheck={false}
        error={wrong && words(wrong === 'taken' ? 'parameterTaken' : 'idWrong')}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={rename}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      <Group grow gap="xs">
        {(['en', 'zh'] as const).map((language) => (
          <TextInput
            key={language}
            size="xs"
            label={aside(words('parameterTitle'), languages[language])}
            placeholder={title[language]}
            value={parameter.title?.[language] ?? ''}
            maxLength={200}
            onChange={(event) => {
              const said = event.currentTarget.value;
              edit(
                (graph) =>
                  changeParameter(graph, parameter.id, {
                    title: { ...title, ...parameter.title, [language]: said },
                  }),
                `parameter ${parameter.id}`,
              );
            }}
          />
        ))}
      </Group>
    </Stack>
  );
}
