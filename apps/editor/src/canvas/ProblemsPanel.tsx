import type { Problem } from '@heed/schema';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import { useText } from '../i18n/language.ts';
import classes from './ProblemsPanel.module.css';
import { insertConverter, remove, wireId } from './store/edits.ts';
import { useCatalogue, useGraphStore, useGraphStoreApi, useProblems } from './store/useGraphStore.ts';
import { useCanvasWords } from './words.ts';

/** `show(problem)` selects what a problem is about and brings it into view. */
function useShowProblem() {
  const store = useGraphStoreApi();
  const { fitView } = useReactFlow();
  return ({ node, edge }: Problem) => {
    const { history, select } = store.getState();
    const wire = edge === undefined ? undefined : history.present.edges[edge];
    select({ items: new Set(node ? [node] : []), wires: new Set(wire ? [wireId(wire)] : []) });
    if (node) void fitView({ nodes: [{ id: node }], duration: 200, maxZoom: 1 });
  };
}

function FixButton({ problem }: { problem: Problem }) {
  const words = useCanvasWords();
  const text = useText();
  const store = useGraphStoreApi();
  const catalogue = useCatalogue();
  const { fix, edge } = problem;
  const wire = edge === undefined ? undefined : store.getState().history.present.edges[edge];
  const spec = fix?.action === 'insert-node' ? catalogue.get(fix.kind) : undefined;
  if (!fix || !wire) return null;
  const apply = () =>
    store.getState().edit((graph) => {
      const without = remove(graph, new Set(), new Set([wireId(wire)]));
      if (fix.action === 'remove-edge') return without;
      return spec ? insertConverter(without, spec, fix, wire.from, wire.to).graph : graph;
    });
  return (
    <Button size="compact-xs" variant="light" onClick={apply}>
      {spec ? words('insertNode', { title: text(spec.title) }) : words('removeWire')}
    </Button>
  );
}

/** How many problems there are; the name of the dock's tab. */
export function ProblemsLabel() {
  const words = useCanvasWords();
  const count = useProblems().length;
  const [Icon, tone] = count > 0 ? [IconAlertTriangle, classes.warn] : [IconCheck, classes.good];
  return (
    <>
      <Icon size={16} className={tone} aria-hidden="true" />
      <span aria-live="polite">{count > 0 ? words('problems', { count }) : words('noProblems')}</span>
    </>
  );
}

/** Everything that keeps the graph from running, each in one sentence; a click goes to the place. */
export function ProblemsPanel() {
  const words = useCanvasWords();
  const text = useText();
  const problems = useProblems();
  const mayEdit = useGraphStore((state) => state.mayEdit);
  const show = useShowProblem();
  if (problems.length === 0) return <p className={classes.none}>{words('noProblemsText')}</p>;
  return (
    <ul className={classes.list}>
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.message.en}`}>
          <button type="button" className={classes.problem} onClick={() => show(problem)}>
            <span className={classes.number}>H{problem.number}</span>
            <span>{text(problem.message)}</span>
          </button>
          {mayEdit && <FixButton problem={problem} />}
        </li>
      ))}
    </ul>
  );
}
