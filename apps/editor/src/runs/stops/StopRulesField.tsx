import type { GraphNode, NodeSpec, StopRule } from '@heed/schema';
import { Button, CloseButton, NativeSelect, NumberInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useGraphStore, useGraphStoreApi } from '../../canvas/store/useGraphStore.ts';
import { useText } from '../../i18n/language.ts';
import { canStop, firstRule, setStopRules } from './rules.ts';
import classes from './Stops.module.css';
import { useStopWords } from './words.ts';

/** As many as a graph file may hold. */
const MOST_RULES = 20;

/** The rules of a node that pause the run or end the node early; absent for kinds without curves to watch. */
export function StopRulesField({ node, spec }: { node: GraphNode; spec: NodeSpec }) {
  const words = useStopWords();
  const { edit } = useGraphStoreApi().getState();
  const mayEdit = useGraphStore((state) => state.mayEdit);
  const rules = node.stop ?? [];
  if (rules.length === 0 && (!canStop(spec) || !mayEdit)) return null;
  const change = (next: readonly StopRule[], key?: string) =>
    edit((graph) => setStopRules(graph, node.id, next), key);
  return (
    <section aria-label={words('title')} className={classes.field}>
      <h3 className={classes.heading}>{words('title')}</h3>
      <p className={classes.help}>{words(spec.finishesEarly ? 'help' : 'helpPause')}</p>
      {rules.map((rule, index) => (
        <RuleCard
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no names, and only the last is added
          key={index}
          number={index + 1}
          rule={rule}
          spec={spec}
          onChange={(next) =>
            change(
              rules.map((one, place) => (place === index ? next : one)),
              `stop rule ${node.id} ${index}`,
            )
          }
          onRemove={() => change(rules.filter((_, place) => place !== index))}
        />
      ))}
      {rules.some(({ action }) => action === 'finish') && <p className={classes.help}>{words('forCache')}</p>}
      {mayEdit && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          disabled={rules.length >= MOST_RULES}
          onClick={() => change([...rules, firstRule(spec)])}
        >
          {words('add')}
        </Button>
      )}
    </section>
  );
}

interface RuleCardProps {
  number: number;
  rule: StopRule;
  spec: NodeSpec;
  onChange(rule: StopRule): void;
  onRemove(): void;
}

function RuleCard({ number, rule, spec, onChange, onRemove }: RuleCardProps) {
  const mayEdit = useGraphStore((state) => state.mayEdit);
  const words = useStopWords();
  const text = useText();
  const metrics = Object.entries(spec.metrics).map(([value, { title }]) => ({ value, label: text(title) }));
  const isKnown = Object.hasOwn(spec.metrics, rule.metric);
  const takesValue = rule.test !== 'not-finite';
  const setTest = (test: StopRule['test']) => {
    const { value = 1, ...rest } = rule;
    onChange(test === 'not-finite' ? { ...rest, test } : { ...rest, test, value });
  };
  return (
    <fieldset className={classes.rule} aria-label={words('rule', { number })}>
      <div className={classes.metric}>
        <NativeSelect
          size="xs"
          aria-label={words('metric')}
          value={rule.metric}
          data={isKnown ? metrics : [...metrics, rule.metric]}
          onChange={(event) => onChange({ ...rule, metric: event.currentTarget.value })}
        />
        {mayEdit && <CloseButton size="sm" aria-label={words('remove', { number })} onClick={onRemove} />}
      </div>
      <NativeSelect
        size="xs"
        className={takesValue ? undefined : classes.wide}
        label={words('test')}
        value={rule.test}
        data={(['above', 'below', 'not-finite'] as const).map((value) => ({ value, label: words(value) }))}
        onChange={(event) => setTest(event.currentTarget.value as StopRule['test'])}
      />
      {takesValue && (
        <Amount
          label={words('value')}
          value={rule.value ?? 0}
          onChange={(value) => onChange({ ...rule, value })}
        />
      )}
      <Amount
        label={words('for')}
        value={rule.for ?? 1}
        whole
        onChange={(points) => onChange({ ...rule, for: points })}
      />
      <NativeSelect
        size="xs"
        label={words('action')}
        value={spec.finishesEarly ? rule.action : 'pause'}
        data={(spec.finishesEarly ? (['pause', 'finish'] as const) : (['pause'] as const)).map((value) => ({
          value,
          label: words(value),
        }))}
        onChange={(event) => onChange({ ...rule, action: event.currentTarget.value as StopRule['action'] })}
      />
    </fieldset>
  );
}

interface AmountProps {
  label: string;
  value: number;
  /** From 1 up, without fractions. */
  whole?: boolean;
  onChange(value: number): void;
}

/** A number; while what is typed is none, the rule keeps the last one. */
function Amount({ label, value, whole, onChange }: AmountProps) {
  const [typed, setTyped] = useState<string | number>(value);
  const isShown = typed === '' || Number(typed) === value;
  return (
    <NumberInput
      size="xs"
      label={label}
      hideControls
      min={whole ? 1 : undefined}
      max={whole ? 1e6 : undefined}
      clampBehavior="blur"
      allowDecimal={!whole}
      value={isShown ? typed : value}
      onChange={(next) => {
        setTyped(next);
        const number = Number(next);
        if (next !== '' && Number.isFinite(number) && (!whole || number >= 1)) onChange(number);
      }}
      onBlur={() => setTyped(value)}
    />
  );
}
