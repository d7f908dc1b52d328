import type { NodeSpec } from '@heed/schema';
import { ReactFlowProvider } from '@xyflow/react';
import { lazy, type ReactNode, Suspense, useCallback, useContext, useState } from 'react';
import { Page } from '../app/Page.tsx';
import type { CommandContext } from '../commands/command.ts';
import { CommandContextContext } from '../commands/commandContext.ts';
import { useCommandKeys } from '../commands/useCommandKeys.ts';
import { useCommandContext } from '../commands/useCommands.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useCanvasRunId } from '../runs/canvas/runState.ts';
import { useCanvasRun } from '../runs/canvas/useCanvasRun.ts';
import { useSave } from '../saving/useSave.ts';
import { SaveTemplateHost } from '../templates/SaveTemplateHost.tsx';
import { TourHost } from '../tour/TourHost.tsx';
import { BottomDock } from './BottomDock.tsx';
import { Canvas } from './Canvas.tsx';
import { type ConnectWish, placeBeside } from './connectChoices.ts';
import classes from './Editor.module.css';
import { EditorActions } from './EditorActions.tsx';
import { InspectorPanel } from './InspectorPanel.tsx';
import { NodeSearchHost, useNodeSearch } from './nodeSearchHost.tsx';
import { Palette } from './Palette.tsx';
import { OpenOutputContext } from './PipelineNode.tsx';
import { useGraphStore, useGraphStoreApi } from './store/useGraphStore.ts';
import { useAddNode } from './useAddNode.ts';
import { useClipboard } from './useClipboard.ts';
import { useKeepFocus } from './useKeepFocus.ts';
import { useThingInAddress } from './useThingInAddress.ts';
import { useKindDrops } from './useWireDrops.ts';
import { useCanvasWords } from './words.ts';

const ConnectDialog = lazy(() => import('./ConnectDialog.tsx'));
const CommandPalette = lazy(() => import('../commands/CommandPalette.tsx'));
const KeyDialog = lazy(() => import('../commands/KeyDialog.tsx'));
const OutputDrawer = lazy(() => import('../outputs/OutputDrawer.tsx'));

function EditorPanels({ id }: { id: string }) {
  const words = useCanvasWords();
  const common = useCommonWords();
  const name = useGraphStore(({ history }) => history.present.name);
  const saving = useSave(id);
  const run = useCanvasRun(id);
  const store = useGraphStoreApi();
  const graph = () => store.getState().history.present;
  const addNode = useAddNode();
  const dropKind = useKindDrops();
  const openOutput = useContext(OpenOutputContext);
  const search = useNodeSearch();
  const [wish, connect] = useState<ConnectWish>();
  /** What was selected or had the focus when the palette was opened. */
  const [palette, setPalette] = useState<CommandContext>();
  const [keysShown, setKeysShown] = useState(false);
  const [dock, setDock] = useState<string>();
  const [settingsAsked, setSettingsAsked] = useState(0);
  const make = useCommandContext({
    graphId: id,
    saving,
    run,
    editor: {
      ...{ search, openDock: setDock, openOutput, connect },
      openKeys: () => setKeysShown(true),
      openPalette: () => setPalette(make()),
      openSettings: () => setSettingsAsked((times) => times + 1),
    },
  });
  const addInView = useCallback((spec: NodeSpec) => addNode(spec, { at: make().at }), [addNode, make]);
  useCommandKeys(make);
  useClipboard();
  useKeepFocus();
  useThingInAddress(make);
  return (
    <CommandContextContext value={make}>
      <Page
        full
        crumbs={[{ title: common('graphs'), href: '/' }, { title: name }]}
        actions={<EditorActions saving={saving} control={run} />}
      >
        <div className={classes.editor} data-look={!saving.mayEdit || undefined}>
          {saving.mayEdit && (
            <div className={classes.left} data-tour="palette">
              <Palette onAdd={addInView} />
            </div>
          )}
          <section
            className={classes.center}
            aria-label={words('canvas')}
            data-tour="canvas"
            {...(saving.mayEdit && dropKind)}
          >
            <Canvas />
            <InspectorPanel asked={settingsAsked} />
          </section>
          <div className={classes.bottom} data-tour="dock">
            <BottomDock opened={dock} onOpen={setDock} />
          </div>
        </div>
        <SaveTemplateHost graphId={id} />
        {palette && (
          <Suspense>
            <CommandPalette context={palette} onClose={() => setPalette(undefined)} />
          </Suspense>
        )}
        <Suspense>{keysShown && <KeyDialog onClose={() => setKeysShown(false)} />}</Suspense>
        {wish && (
          <Suspense>
            <ConnectDialog
              wish={wish}
              onSearch={(wire) => search({ at: placeBeside(graph(), wire), wire })}
              onClose={() => connect(undefined)}
            />
          </Suspense>
        )}
        <TourHost />
      </Page>
    </CommandContextContext>
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
        <NodeSearchHost>
          <EditorPanels id={id} />
        </NodeSearchHost>
      </Outputs>
    </ReactFlowProvider>
  );
}
