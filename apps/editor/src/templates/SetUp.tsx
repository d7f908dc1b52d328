import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import { type Graph, LONGEST_NAME } from '@heed/schema';
import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { setConfig, setGraph } from '../canvas/store/edits.ts';
import { useCreateGraph } from '../graphs/useCreateGraph.ts';
import { ParameterControl } from '../inspector/ParameterControl.tsx';
import { parameterFields } from '../inspector/parameterFields.ts';
import { Lacking, MissingFiles } from './MissingFiles.tsx';
import classes from './Templates.module.css';
import { useTemplateWords } from './text.ts';
import { usePipelineCheck } from './usePipelineCheck.ts';

/** The form that makes a pipeline from a template: its name, the template's parameters, and files to bring. */
export function SetUp({ template }: { template: Graph }) {
  const words = useTemplateWords();
  const create = useCreateGraph();
  const [graph, setGraphState] = useState(template);
  const [name, setName] = useState(template.name);
  const [isCreating, setCreating] = useState(false);
  const check = usePipelineCheck(graph);
  const fields = useMemo(() => parameterFields(graph, catalogue), [graph]);
  const set = (node: string, field: string, value: unknown) =>
    setGraphState((current) => setConfig(current, node, field, value));
  const asked = new Set(fields.map(({ node, field }) => `${node.id}.${field.name}`));
  const others = check?.missing.filter(({ node, field }) => !asked.has(`${node}.${field}`)) ?? [];
  const use = async () => {
    setCreating(true);
    await create(setGraph(graph, { name: name.trim() }));
    setCreating(false);
  };
  return (
    <section className={classes.setUp} aria-labelledby="set-up">
      <h2 id="set-up" className={classes.name}>
        {words('setUpTitle')}
      </h2>
      <Text size="sm" c="dimmed" mb="md">
        {words(fields.length > 0 ? 'setUpHelp' : 'noParameters')}
      </Text>
      <Stack gap="md">
        <TextInput
          label={words('nameOfCopy')}
          value={name}
          maxLength={LONGEST_NAME}
          error={name.trim() === '' && words('nameNeeded')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {fields.map((one) => {
          const { node, field } = one;
          const lacking = check?.missing.find((file) => file.node === node.id && file.field === field.name);
          return (
            <div key={one.parameter.id}>
              <ParameterControl of={one} onChange={(value) => set(node.id, field.name, value)} />
              {lacking?.reason === 'empty' && <Lacking file={lacking} />}
            </div>
          );
        })}
        {others.length > 0 && (
          <MissingFiles missing={others} onChoose={({ node, field }, path) => set(node, field, path)} />
        )}
        <Button
          size="md"
          loading={isCreating}
          disabled={name.trim() === ''}
          aria-label={words('useNamed', { name: template.name })}
          onClick={() => void use()}
        >
          {words('use')}
        </Button>
      </Stack>
    </section>
  );
}
