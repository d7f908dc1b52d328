import { type PortType, portTypes } from '@heed/schema';
import { Stack, Textarea, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { setGraph } from '../canvas/store/edits.ts';
import { useCatalogue, useGraph, useGraphStoreApi } from '../canvas/store/useGraphStore.ts';
import { KeyHelp } from '../commands/KeyHelp.tsx';
import { languages, useText } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import { PortGlyph } from '../theme/PortGlyph.tsx';
import classes from './Inspector.module.css';
import { Fields } from './mayEdit.tsx';
import { ParametersPanel } from './ParametersPanel.tsx';
import { useInspectorWords } from './words.ts';

/** The largest seed of the graph format. */
const MAX_SEED = 2 ** 32 - 1;

function SeedField() {
  const words = useInspectorWords();
  const { seed } = useGraph();
  const { edit } = useGraphStoreApi().getState();
  const [typed, setTyped] = useState<string>();
  const isSeed = (raw: string) => /^\d+$/.test(raw) && Number(raw) <= MAX_SEED;
  return (
    <TextInput
      label={words('seed')}
      description={words('seedHelp')}
      inputMode="numeric"
      value={typed ?? String(seed)}
      error={typed !== undefined && !isSeed(typed) && words('seedWrong')}
      onBlur={() => setTyped(undefined)}
      onChange={(event) => {
        const raw = event.currentTarget.value.trim();
        setTyped(raw);
        if (isSeed(raw)) edit((graph) => setGraph(graph, { seed: Number(raw) }), 'seed');
      }}
    />
  );
}

function NameField() {
  const words = useInspectorWords();
  const { name } = useGraph();
  const { edit } = useGraphStoreApi().getState();
  const [empty, setEmpty] = useState(false);
  return (
    <TextInput
      label={words('name')}
      value={empty ? '' : name}
      error={empty && words('nameNeeded')}
      maxLength={200}
      onBlur={() => setEmpty(false)}
      onChange={(event) => {
        const wish = event.currentTarget.value;
        setEmpty(wish.trim() === '');
        if (wish.trim() !== '') edit((graph) => setGraph(graph, { name: wish }), 'name');
      }}
    />
  );
}

function DescriptionFields() {
  const words = useInspectorWords();
  const { aside } = useMarks();
  const { description } = useGraph();
  const { edit } = useGraphStoreApi().getState();
  return (['en', 'zh'] as const).map((language, index) => (
    <Textarea
      key={language}
      label={aside(words('description'), languages[language])}
      description={index === 0 ? words('descriptionHelp') : undefined}
      autosize
      minRows={2}
      maxRows={8}
      value={description?.[language] ?? ''}
      onChange={(event) => {
        const text = event.currentTarget.value;
        edit((graph) => {
          const next = { en: '', zh: '', ...graph.description, [language]: text };
          return setGraph(graph, { description: next.en || next.zh ? next : undefined });
        }, `description ${language}`);
      }}
    />
  ));
}

function Shortcuts() {
  const words = useInspectorWords();
  return (
    <section aria-label={words('shortcuts')}>
      <h3 className={classes.heading}>{words('shortcuts')}</h3>
      <KeyHelp />
    </section>
  );
}

/** The port types that the kinds at hand use, with their marks. */
function Legend() {
  const words = useInspectorWords();
  const text = useText();
  const used = new Set(
    [...useCatalogue().values()].flatMap((spec) => Object.values(spec.outputs).map(({ type }) => type)),
  );
  const types = (Object.keys(portTypes) as PortType[]).filter((type) => used.has(type));
  return (
    <section aria-label={words('portLegend')}>
      <h3 className={classes.heading}>{words('portLegend')}</h3>
      <ul className={classes.legend}>
        {types.map((type) => (
          <li key={type}>
            <PortGlyph type={type} /> {text(portTypes[type])}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Shown while nothing is selected: what belongs to the whole pipeline, and help. */
export function GraphPanel() {
  const words = useInspectorWords();
  return (
    <Stack gap="md" className={classes.panel}>
      <Title order={2} size="h4">
        {words('pipeline')}
      </Title>
      <Fields>
        <NameField />
        <SeedField />
        <DescriptionFields />
        <ParametersPanel />
      </Fields>
      <Legend />
      <Shortcuts />
    </Stack>
  );
}
