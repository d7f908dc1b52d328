import { notifications } from '@mantine/notifications';
import { ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type DragEvent, lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import { Page } from '../app/Page.tsx';
import { useCommonWords } from '../i18n/common.ts';
import { useCanvasRunId } from '../runs/canvas/runState.ts';
import { useCanvasRun } from '../runs/canvas/useCanvasRun.ts';
import { useCanvasRunWords } from '../runs/canvas/words.ts';
import { ConflictDialog } from '../saving/ConflictDialog.tsx';
import { useSave } from '../saving/useSave.ts';
import { Canvas, type SearchPlace } from './Canvas.tsx';
import classes from './Editor.module.css';
import { EditorActions } from './EditorActions.tsx';
import { InspectorPanel } from './InspectorPanel.tsx';
import { NodeSearch } from './NodeSearch.tsx';
import { DRAGGED_KIND, Palette } from './Palette.tsx';
import { OpenOutputContext } from './PipelineNode.tsx';
import { ProblemsPanel } from './ProblemsPanel.tsx';
import { useCatalogue, useGraph, useProblems } from './store/useGraphStore.ts';
import { useCanvasMiddle } from './Toolbar.tsx';
import { useAddNode } from './useAddNode.ts';
import { useClipboard } from './useClipboard.ts';
import { useEditorShortcuts } from './useEditorShortcuts.ts';
import { useCanvasWords } from './words.ts';

const OutputDrawer = lazy(() => import('../outputs/OutputDrawer.tsx'));

function useDropKind() {
  const catalogue = useCatalogue();
  const addNode = useAddNode();
  const { screenToFlowPosition } = useReactFlow();
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes(DRAGGED_KIND)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      const spec = catalogue.get(event.dataTransfer.getData(DRAGGED_KIND));
      if (spec) addNode(spec, { at: screenToFlowPosition({ x: event.clientX, y: event.clientY }) });
    },
  };
}

function EditorPanels({ id }: { id: string }) {
  const words = useCanvasWords();
  const runWords = useCanvasRunWords();
  const common = useCommonWords();
  const name = useGraph().name;
  const problems = useProblems();
  const saving = useSave(id);
  const control = useCanvasRun(id);
  const addNode = useAddNode();
  const dropKind = useDropKind();
  const canvasMiddle = useCanvasMiddle();
  const { duplicate } = useClipboard();
  const [search, setSearch] = useState<SearchPlace>();
  const [problemsOpen, setProblemsOpen] = useState(false);
  const run = async () => {
    if (control.active || control.starting) return;
    if (problems.length > 0) {
      setProblemsOpen(true);
      notifications.show({ color: 'yellow', message: runWords('fixFirst') });
    } else if (await saving.save()) await control.start();
  };
  useEditorShortcuts({
    save: () => void saving.save(),
    run: () => void run(),
    search: () => setSearch({ at: canvasMiddle() }),
    duplicate,
  });
  return (
    <Page
      full
      crumbs={[{ title: common('graphs'), href: '/' }, { title: name }]}
      actions={<EditorActions saving={saving} control={control} onRun={() => void run()} />}
    >
      <div className={classes.editor}>
        <div className={classes.left}>
          <Palette onAdd={(spec) => addNode(spec, { at: canvasMiddle() })} />
        </div>
        <section className={classes.center} aria-label={words('canvas')} {...dropKind}>
          <Canvas onSearch={setSearch} />
          <InspectorPanel />
        </section>
        <div className={classes.bottom}>
          <ProblemsPanel opened={problemsOpen} onToggle={() => setProblemsOpen(!problemsOpen)} />
        </div>
      </div>
      {search && <NodeSearch place={search} onClose={() => setSearch(undefined)} />}
      <ConflictDialog saving={saving} />
    </Page>
  );
}

/** Opens outputs of the run on the canvas beside it, from wherever below they are asked for. */
function Outputs({ children }: { children: ReactNode }) {
  const run = useCanvasRunId();
  const [output, setOutput] = useState<{ node: string; port: string }>();
  const open = useCallback((node: string, port: string) => setOutput({ node, port }), []);
  return (
    <OpenOutputContext value={open}>
      {children}
      {output && run && (
        <Suspense>
          <OutputDrawer run={run} {...output} onClose={() => setOutput(undefined)} />
        </Suspense>
      )}
    </OpenOutputContext>
  );
}

/** The editor of one pipeline; its store and catalogue stand in contexts above. */
export function Editor({ id }: { id: string }) {
  return (
    <ReactFlowProvider>
      <Outputs>
        <EditorPanels id={id} />
      </Outputs>
    </ReactFlowProvider>
  );
}
