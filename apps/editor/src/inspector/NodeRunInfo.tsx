import { Button, Group, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useContext } from 'react';
import { OpenOutputContext } from '../canvas/PipelineNode.tsx';
import { useGraph } from '../canvas/store/useGraphStore.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { useCanvasLiveRun, useNodeRun } from '../runs/canvas/runState.ts';
import { StateBadge } from '../runs/canvas/StateBadge.tsx';
import { DeviceNote } from '../runs/DeviceNote.tsx';
import { nodeName } from '../runs/nodeNames.ts';
import { Why } from '../runs/why/WhyList.tsx';
import classes from './Inspector.module.css';
import { useInspectorWords } from './words.ts';

const LabelingLinks = lazy(async () => ({
  default: (await import('../runs/LabelingLinks.tsx')).LabelingLinks,
}));

/** What the node did in the run on the canvas, and why it had to; where it waits for people, how they come in. */
export function NodeRunInfo({ node }: { node: string }) {
  const words = useInspectorWords();
  const common = useCommonWords();
  const text = useText();
  const { duration } = useFormats();
  const graph = useGraph();
  const run = useNodeRun(node);
  const live = useCanvasLiveRun();
  const openOutput = useContext(OpenOutputContext);
  if (!run) return null;
  const { cache, startedAt, finishedAt } = run;
  const [port] = Object.keys(run.outputs);
  return (
    <section className={classes.card} aria-label={words('lastRun')}>
      <Stack gap={6}>
        <Group gap={6} justify="space-between">
          <Group gap={6}>
            <StateBadge state={run.state} />
            <Text size="sm" fw={600}>
              {common(`node-${run.state}`)}
            </Text>
            {startedAt !== undefined && finishedAt !== undefined && !cache?.hit && (
              <Text size="sm" c="dimmed">
                {duration(finishedAt - startedAt)}
              </Text>
            )}
          </Group>
          {port && (
            <Button size="compact-xs" variant="light" onClick={() => openOutput(node, port)}>
              {words('openOutputs')}
            </Button>
          )}
        </Group>
        {run.error && (
          <Text size="sm" className={classes.bad}>
            {text(run.error)}
          </Text>
        )}
        {run.state === 'waiting_human' && live && (
          <Suspense>
            <LabelingLinks run={live.run.id} graph={live.run.graphId} node={run} />
          </Suspense>
        )}
        <Why node={node} kind={run.kind} cache={cache} nameOf={(id) => nodeName(graph, id, text)} />
        {run.device && <DeviceNote use={run.device} />}
      </Stack>
    </section>
  );
}
