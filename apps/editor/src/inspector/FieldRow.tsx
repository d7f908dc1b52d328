import type { FieldDescription, Graph, GraphNode, NodeSpec } from '@heed/schema';
import { Badge, Button, Group, Text } from '@mantine/core';
import { memo, useMemo } from 'react';
import { z } from 'zod';
import { setConfig } from '../canvas/store/edits.ts';
import { useGraphStore, useGraphStoreApi } from '../canvas/store/useGraphStore.ts';
import { useLanguage, useText } from '../i18n/language.ts';
import { FieldMenu } from './FieldMenu.tsx';
import { fieldError, type InspectorWords } from './fieldErrors.ts';
import { fieldControl } from './fields.tsx';
import classes from './Inspector.module.css';
import { useMayEdit } from './mayEdit.tsx';
import { concealField, exposeField, parameterOf } from './parameterFields.ts';
import { sharedValue } from './sharedValues.ts';
import { useInspectorWords } from './words.ts';

/** A value as a few words: the default of a field, or one of several. */
function valueText(value: unknown, words: InspectorWords, title: (choice: string) => string): string {
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

interface FieldRowProps {
  spec: NodeSpec;
  /** One node, or several of the kind that are set together. */
  nodes: readonly GraphNode[];
  field: FieldDescription;
}

/** Is there nothing in the nodes that this field shows differently? Then a key in another field does not draw it. */
function showSame(a: FieldRowProps, b: FieldRowProps): boolean {
  const same = (one: GraphNode, index: number) =>
    one.id === b.nodes[index]?.id &&
    one.config[b.field.name] === b.nodes[index]?.config[b.field.name] &&
    Object.hasOwn(one.config, b.field.name) === Object.hasOwn(b.nodes[index]?.config ?? {}, b.field.name) &&
    (b.field.widget !== 'file' || one.config === b.nodes[index]?.config);
  return a.spec === b.spec && a.field === b.field && a.nodes.length === b.nodes.length && a.nodes.every(same);
}

/** One field of the form with its value, what is wrong with it, its default and its menu. */
export const FieldRow = memo(function FieldRow({ spec, nodes, field }: FieldRowProps) {
  const words = useInspectorWords();
  const text = useText();
  const [language] = useLanguage();
  const { edit } = useGraphStoreApi().getState();
  const mayEdit = useMayEdit();
  const only = nodes.length === 1 ? nodes[0] : undefined;
  const parameter = useGraphStore(
    ({ history }) => only && parameterOf(history.present, only.id, field.name)?.id,
  );
  const { value, overridden, differing } = sharedValue(nodes, field);
  const schema = useMemo(
    () => z.toJSONSchema(spec.config.shape[field.name] as z.ZodType, { io: 'input', unrepresentable: 'any' }),
    [spec, field.name],
  );
  const Control = fieldControl(field, schema);
  const title = (choice: string) => (field.options?.[choice] ? text(field.options[choice]) : choice);
  const ids = nodes.map(({ id }) => id);
  const setAll = (graph: Graph, next: unknown) =>
    ids.reduce((changed, id) => setConfig(changed, id, field.name, next), graph);
  const change = (next: unknown) =>
    edit((graph) => setAll(graph, next), `config ${ids.join(' ')}.${field.name}`);
  return (
    <div data-field={field.name} className={classes.field}>
      {mayEdit && (
        <FieldMenu
          title={text(field.title)}
          isExposed={parameter !== undefined}
          onReset={overridden && !field.required ? () => change(undefined) : undefined}
          onExpose={
            only &&
            ((expose) => edit((graph) => (expose ? exposeField : concealField)(graph, only.id, field.name)))
          }
        />
      )}
      <Control
        field={field}
        schema={schema}
        label={<FieldLabel field={field} parameter={parameter} />}
        value={value}
        of={only && { spec, config: only.config }}
        error={fieldError(spec, field, value, words, language)}
        onChange={change}
      />
      {differing && (
        <Text size="xs" mt={3} className={classes.default}>
          {words('valuesDiffer', {
            values: differing.map((one) => valueText(one, words, title)).join(' · '),
          })}
        </Text>
      )}
      {overridden && !field.required && (
        <Group gap={6} mt={3}>
          <Text size="xs" c="dimmed" className={classes.default}>
            {words('defaultIs', { value: valueText(field.default, words, title) })}
          </Text>
          {mayEdit && (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={words('resetNamed', { field: text(field.title) })}
              onClick={() => change(undefined)}
            >
              {words('reset')}
            </Button>
          )}
        </Group>
      )}
    </div>
  );
}, showSame);
