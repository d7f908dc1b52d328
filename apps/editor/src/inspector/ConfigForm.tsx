import { describeConfig, type FieldDescription, type GraphNode, type NodeSpec } from '@heed/schema';
import { Badge, Button, Collapse, Group, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { z } from 'zod';
import { setConfig } from '../canvas/store/edits.ts';
import { useGraphStore, useGraphStoreApi } from '../canvas/store/useGraphStore.ts';
import { useLanguage, useText } from '../i18n/language.ts';
import { FieldMenu } from './FieldMenu.tsx';
import { fieldError, type InspectorWords, isShown } from './fieldErrors.ts';
import { fieldControl } from './fields.tsx';
import classes from './Inspector.module.css';
import { concealField, exposeField, parameterOf } from './parameterFields.ts';
import { useInspectorWords } from './words.ts';

function defaultText(
  field: FieldDescription,
  words: InspectorWords,
  title: (choice: string) => string,
): string {
  const value = field.default;
  if (typeof value === 'boolean') return words(value ? 'on' : 'off');
  if (typeof value === 'string') return value === '' ? words('empty') : title(value);
  const json = JSON.stringify(value) ?? words('empty');
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}

function FieldLabel({ field, parameter }: { field: FieldDescription; parameter: string | undefined }) {
  const words = useInspectorWords();
  const text = useText();
  return (
    <>
      {text(field.title)}
      {parameter !== undefined && (
        <Badge
          size="xs"
          variant="light"
          tt="none"
          ml={6}
          fw={500}
          title={words('exposedAs', { id: parameter })}
        >
          {parameter}
        </Badge>
      )}
      {field.affectsResult === false && (
        <Badge size="xs" variant="default" tt="none" ml={6} fw={400}>
          {words('notForCache')}
        </Badge>
      )}
    </>
  );
}

function FieldRow({ spec, node, field }: { spec: NodeSpec; node: GraphNode; field: FieldDescription }) {
  const words = useInspectorWords();
  const text = useText();
  const [language] = useLanguage();
  const { edit } = useGraphStoreApi().getState();
  const parameter = useGraphStore(({ history }) => parameterOf(history.present, node.id, field.name)?.id);
  const overridden = Object.hasOwn(node.config, field.name);
  const value = overridden ? node.config[field.name] : field.default;
  const schema = useMemo(
    () => z.toJSONSchema(spec.config.shape[field.name] as z.ZodType, { io: 'input', unrepresentable: 'any' }),
    [spec, field.name],
  );
  const Control = fieldControl(field, schema);
  const title = (choice: string) => (field.options?.[choice] ? text(field.options[choice]) : choice);
  const change = (next: unknown) =>
    edit((graph) => setConfig(graph, node.id, field.name, next), `config ${node.id}.${field.name}`);
  return (
    <div data-field={field.name} className={classes.field}>
      <FieldMenu
        title={text(field.title)}
        isExposed={parameter !== undefined}
        onReset={overridden && !field.required ? () => change(undefined) : undefined}
        onExpose={(expose) =>
          edit((graph) => (expose ? exposeField : concealField)(graph, node.id, field.name))
        }
      />
      <Control
        field={field}
        schema={schema}
        label={<FieldLabel field={field} parameter={parameter} />}
        value={value}
        error={fieldError(spec, field, value, words, language)}
        onChange={change}
      />
      {overridden && !field.required && (
        <Group gap={6} mt={3}>
          <Text size="xs" c="dimmed" className={classes.default}>
            {words('defaultIs', { value: defaultText(field, words, title) })}
          </Text>
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={words('resetNamed', { field: text(field.title) })}
            onClick={() => change(undefined)}
          >
            {words('reset')}
          </Button>
        </Group>
      )}
    </div>
  );
}

/** The form of a node, made from its kind's config schema. */
export function ConfigForm({ spec, node }: { spec: NodeSpec; node: GraphNode }) {
  const words = useInspectorWords();
  const [more, setMore] = useState(false);
  const fields = useMemo(() => describeConfig(spec), [spec]);
  const currentValue = (name: string) =>
    node.config[name] ?? fields.find((field) => field.name === name)?.default;
  const shown = fields.filter((field) => isShown(field, currentValue));
  const basic = shown.filter(({ advanced }) => !advanced);
  const advanced = shown.filter((field) => field.advanced);
  const row = (field: FieldDescription) => (
    <FieldRow key={`${node.id}.${field.name}`} spec={spec} node={node} field={field} />
  );
  if (fields.length === 0) return <Text size="sm">{words('noSettings')}</Text>;
  return (
    <Stack gap="md">
      {basic.map(row)}
      {advanced.length > 0 && (
        <>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            justify="flex-start"
            aria-expanded={more}
            leftSection={more ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
            onClick={() => setMore(!more)}
          >
            {words('moreSettings', { count: advanced.length })}
          </Button>
          <Collapse expanded={more}>
            <Stack gap="md">{advanced.map(row)}</Stack>
          </Collapse>
        </>
      )}
    </Stack>
  );
}
