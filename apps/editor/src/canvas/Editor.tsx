import { Button, Drawer } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type DragEvent, lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react';
import { Page } from '../app/Page.tsx';
import { useCommonWords } from '../i18n/common.ts';
import { Inspector } from '../inspector/Inspector.tsx';
import { Canvas, type SearchPlace } from './Canvas.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import classes from './Editor.module.css';
import { EditorActions } from './EditorActions.tsx';
import { NodeSearch } from './NodeSearch.tsx';
import { DRAGGED_KIND, Palette } from './Palette.tsx';
import { OpenOutputContext } from './PipelineNode.tsx';
import { ProblemsPanel } from './ProblemsPanel.tsx';
import { useCanvasRunId } from './runState.ts';
import { remove } from './store/edits.ts';
import { nothing } from './store/graphStore.ts';
import { useCatalogue, useGraph, useGraphStoreApi, useProblems } from './store/useGraphStore.ts';
import { useCanvasMiddle } from './Toolbar.tsx';
import { useAddNode } from './useAddNode.ts';
import { useCanvasRun } from './useCanvasRun.ts';
import { useClipboard } from './useClipboard.ts';
import { useSave } from './useSave.ts';
import { type Shortcut, useShortcuts } from './useShortcuts.ts';
import { useCanvasWords } from './words.ts';

const OutputDrawer = lazy(() => import('../outputs/OutputDrawer.tsx'));

/** Everything that the keyboard does on the canvas, apart from wiring and moving. */
function useEditorShortcuts(actions: { save(): void; run(): void; search(): void; duplicate(): void }): void {
  const store = useGraphStoreApi();
  const { fitView } = useReactFlow();
  const { save, run, search, duplicate } = actions;
  const shortcuts = useMemo((): Shortcut[] => {
    const { undo, redo, edit, select, setWiring } = store.getState();
    const removeSelection = () => {
      const { items, wires } = store.getState().selection;
      if (items.size + wires.size > 0) edit((graph) => remove(graph, items, wires));
    };
    const selectAll = () => {
      const { nodes, notes } = store.getState().history.present;
      select({ items: new Set([...nodes, ...notes].map(({ id }) => id)), wires: new Set() });
    };
    const letGo = () => {
      setWiring(undefined);
      select(nothing);
    };
    return [
      { keys: 'Mod+S', run: save, everywhere: true },
      { keys: 'Mod+Enter', run, everywhere: true },
      { keys: 'Mod+Z', run: undo },
      { keys: 'Mod+Shift+Z', run: redo },
      { keys: 'Mod+Y', run: redo },
      { keys: 'Mod+A', run: selectAll },
      { keys: 'Mod+D', run: duplicate },
      { keys: 'Delete', run: removeSelection },
      { keys: 'Backspace', run: removeSelection },
      { keys: 'Escape', run: letGo },
      { keys: '/', run: search },
      { keys: 'F', run: () => void fitView({ duration: 200, maxZoom: 1 }) },
    ];
  }, [store, fitView, save, run, search, duplicate]);
  useShortcuts(shortcuts);
}

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
  const [inspectorOpen, setInspectorOpen] = useState(false);
  const run = async () => {
    if (control.active || control.starting) return;
    if (problems.length > 0) {
      setProblemsOpen(true);
      notifications.show({ color: 'yellow', message: words('fixFirst') });
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
          <Button
            className={classes.sheet}
            size="xs"
            variant="default"
            leftSection={<IconAdjustmentsHorizontal size={16} />}
            onClick={() => setInspectorOpen(true)}
          >
            {words('inspector')}
          </Button>
        </section>
        <aside className={classes.right} aria-label={words('inspector')}>
          <Inspector />
        </aside>
        <div className={classes.bottom}>
          <ProblemsPanel opened={problemsOpen} onToggle={() => setProblemsOpen(!problemsOpen)} />
        </div>
      </div>
      <Drawer
        opened={inspectorOpen}
        onClose={() => setInspectorOpen(false)}
        position="bottom"
        size="80%"
        styles={{ body: { padding: 0 } }}
        title={words('inspector')}
      >
        <Inspector />
      </Drawer>
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
