import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { Loading } from '../app/Messages.tsx';
import { useText } from '../i18n/language.ts';
import { hasRollouts, openRollouts } from '../rollouts/open.ts';
import { EarlierLabels } from '../rounds/EarlierLabels.tsx';
import { labelsOf } from '../rounds/place.ts';
import { type Comparing, CurvesPanel } from './CurvesPanel.tsx';
import { DeviceNote } from './DeviceNote.tsx';
import { LabelingLinks } from './LabelingLinks.tsx';
import { isFinalNodeState, type LiveRun } from './liveRun.ts';
import { LogPanel } from './logs/LogPanel.tsx';
import { NodeHead } from './NodeHead.tsx';
import { NodeOutputs } from './NodeOutputs.tsx';
import { NodeResults } from './NodeResults.tsx';
import { nodeName, nodeTitle, specOf } from './nodeNames.ts';
import classes from './Runs.module.css';
import { Fired } from './stops/Fired.tsx';
import { useStopAnnotations } from './stops/useStopAnnotations.ts';
import { useRunWords } from './text.ts';
import type { NodeRunView } from './view.ts';
import { Pin } from './why/Pin.tsx';
import { Why } from './why/WhyList.tsx';

interface NodeDetailProps {
  live: LiveRun;
  node: NodeRunView;
  /** Runs whose curves lie over those of this one. */
  compared: readonly string[];
  onCompare(runs: string[]): void;
  onOpenOutput(port: string): void;
  /** Curves first, and why the node ran at the end: for a low place. */
  low?: boolean;
}

/** Everything about one node of a run: state, cause, outputs, results, curves, log. */
export function NodeDetail({ live, node, compared, onCompare, onOpenOutput, low }: NodeDetailProps) {
  const words = useRunWords();
  const text = useText();
  const { run } = live;
  const title = nodeTitle(run.graph, node.node, node.kind, text);
  const kind = specOf(node.kind);
  const curves = live.curves[node.node];
  const hasCurves = curves !== undefined && Object.keys(curves).length > 0;
  const comparing: Comparing = { graph: run.graphId, runs: compared, onChange: onCompare };
  const labels = labelsOf(run.id, node, kind);
  const annotations = useStopAnnotations(run.graph, node);
  const outputs = kind && Object.keys(kind.outputs).length > 0 && (
    <Section title={words('outputs')}>
      <NodeOutputs node={node} onOpen={onOpenOutput} />
      <Pin graph={run.graphId} run={run.id} node={node} />
    </Section>
  );
  const why = (
    <Why
      node={node.node}
      kind={node.kind}
      cache={node.cache}
      nameOf={(id) => nodeName(run.graph, id, text)}
    />
  );
  return (
    <article className={classes.detail} aria-label={title}>
      <NodeHead live={live} node={node} title={title} />
      {node.error && (
        <Alert color="red" role="alert">
          {text(node.error)}
        </Alert>
      )}
      {node.labeling ? (
        <LabelingLinks run={run.id} node={node} graph={run.graphId} />
      ) : (
        labels && <EarlierLabels {...labels} graph={run.graphId} />
      )}
      <Fired node={node} />
      {!low && why}
      {!low && outputs}
      {(hasCurves || expectsCurves(node, curves !== undefined)) && (
        <Section title={words('curves')}>
          {hasCurves ? (
            <CurvesPanel
              key={node.node}
              source={{ run: run.id, node: node.node }}
              kind={node.kind}
              curves={curves}
              comparing={comparing}
              annotations={annotations}
              onPick={pickerOf(run.id, node)}
            />
          ) : isFinalNodeState(node.state) ? (
            <Loading />
          ) : (
            <p className={classes.quiet}>{words('noCurvesYet')}</p>
          )}
        </Section>
      )}
      {Object.keys(node.results).length > 0 && (
        <Section title={words('results')}>
          <NodeResults node={node} />
        </Section>
      )}
      {low && outputs}
      {low && why}
      {node.device && <DeviceNote use={node.device} />}
      <Section title={words('log')}>
        <LogPanel
          key={node.node}
          run={node.cache?.hit ? node.cache.fromRun : run.id}
          node={node.node}
          attempts={node.attempt}
          news={live.logged[node.node]}
        />
      </Section>
    </article>
  );
}

/** A point of a curve opens the answers behind it, where the node keeps them. */
function pickerOf(run: string, { node, kind }: NodeRunView): ((step: number) => void) | undefined {
  return hasRollouts(kind) ? (step) => openRollouts({ run, node, step }) : undefined;
}

/** Will the node draw curves before it is done, or are those that it drew on their way? */
function expectsCurves({ kind, state, startedAt }: NodeRunView, isRead: boolean): boolean {
  const mayCome = !isFinalNodeState(state) || (!isRead && startedAt !== undefined);
  return mayCome && Object.values(specOf(kind)?.metrics ?? {}).some(({ live }) => live);
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h3 className={classes.sectionTitle}>{title}</h3>
      {children}
    </section>
  );
}
