import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import { isSameWork } from '@heed/schema';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { Loading } from '../app/Messages.tsx';
import type { RunView } from '../runs/view.ts';
import { Answers } from './Answers.tsx';
import classes from './Compare.module.css';
import { ComparedCurves } from './ComparedCurves.tsx';
import { overlayGraphs, withDefaults } from './overlay.ts';
import { Parameters } from './Parameters.tsx';
import { Results } from './Results.tsx';
import { useCompareWords } from './words.ts';

const DiffCanvas = lazy(() => import('./DiffCanvas.tsx'));

/** What differs between two runs: the pipeline, its parameters, curves, results, and the answers to the same prompts. */
export function ComparedRuns({ before, after }: { before: RunView; after: RunView }) {
  const words = useCompareWords();
  const overlay = useMemo(
    () => overlayGraphs(withDefaults(before.graph, catalogue), withDefaults(after.graph, catalogue)),
    [before.graph, after.graph],
  );
  const { added, removed } = overlay.diff.wires;
  const showNode = (id: string) =>
    document.getElementById(`parameters-${id}`)?.scrollIntoView({ block: 'center' });
  return (
    <>
      {before.graphId !== after.graphId && <p className={classes.quiet}>{words('otherPipelines')}</p>}
      <Section title={words('pipeline')}>
        {isSameWork(overlay.diff) && (
          <p className={classes.quiet}>{words(before.id === after.id ? 'sameRun' : 'sameWork')}</p>
        )}
        {added.length + removed.length > 0 && (
          <p className={classes.quiet}>
            {words('wiresDiffer', { added: added.length, removed: removed.length })}
          </p>
        )}
        <Suspense fallback={<Loading />}>
          <DiffCanvas of="runs" overlay={overlay} onNode={showNode} />
        </Suspense>
      </Section>
      <Section title={words('parameters')}>
        <Parameters overlay={overlay} />
      </Section>
      <Section title={words('curves')}>
        <ComparedCurves before={before} after={after} />
      </Section>
      <Section title={words('results')}>
        <Results before={before} after={after} />
      </Section>
      <Section title={words('answers')}>
        <Answers before={before} after={after} />
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h2 className={classes.sectionTitle}>{title}</h2>
      {children}
    </section>
  );
}
