import '@xyflow/react/dist/base.css';
import { useComputedColorScheme } from '@mantine/core';
import { type Edge, Panel, ReactFlow, useReactFlow, useStore, type Viewport } from '@xyflow/react';
import { type MouseEvent, memo, useCallback, useRef, useState } from 'react';
import classes from './Canvas.module.css';
import { EmptyHint, LookHint, WiringHint } from './CanvasHints.tsx';
import { useCanvasMenu } from './CanvasMenu.tsx';
import { GroupNode } from './GroupNode.tsx';
import { isMany } from './leaving.ts';
import './marks.css';
import { NoteNode } from './NoteNode.tsx';
import { useNodeSearch } from './nodeSearchHost.tsx';
import { Overview } from './Overview.tsx';
import { PipelineNode } from './PipelineNode.tsx';
import { RefusalTip } from './RefusalTip.tsx';
import { GRID } from './store/edits.ts';
import { useGraphStore } from './store/useGraphStore.ts';
import { Toolbar } from './Toolbar.tsx';
import { useAriaLabels } from './useAriaLabels.ts';
import { useFirstViewport } from './useFirstViewport.ts';
import { useFlowElements } from './useFlowElements.ts';
import { usePointerWiring, useReconnect } from './usePointerWiring.ts';
import { useNodeDrops } from './useWireDrops.ts';
import { useWiring } from './useWiring.tsx';
import { WireButton } from './WireButton.tsx';
import { useCanvasWords } from './words.ts';
import { ZoomLevelContext, zoomLevelAt } from './zoomLevel.tsx';

const nodeTypes = { pipeline: PipelineNode, note: NoteNode, cluster: GroupNode };
const snapGrid: [number, number] = [GRID, GRID];
const multiSelectionKeys = ['Meta', 'Control', 'Shift'];
/** While the view is zoomed it is drawn as one picture that is only stretched; at rest its letters are sharp. */
function useMoving() {
  const surface = useRef<HTMLDivElement>(null);
  const setMoving = (moving: boolean) => surface.current?.toggleAttribute('data-moving', moving);
  const [handlers] = useState({ onMove: () => setMoving(true), onMoveEnd: () => setMoving(false) });
  return { surface, handlers };
}

/** The wire under the pointer, by `wireId`. */
function useHoveredWire() {
  const [hovered, setHovered] = useState<string>();
  const onEdgeMouseEnter = useCallback((_event: MouseEvent, { id }: Edge) => setHovered(id), []);
  return { hovered, onEdgeMouseEnter };
}

/** The surface on which the pipeline is drawn. */
export const Canvas = memo(function Canvas() {
  const { room, viewport } = useFirstViewport();
  return (
    <div ref={room} className={classes.room}>
      {viewport && <Surface defaultViewport={viewport} />}
    </div>
  );
});

/** React Flow with everything on it. */
function Surface({ defaultViewport }: { defaultViewport: Viewport }) {
  const words = useCanvasWords();
  const count = useGraphStore(({ history }) => history.present.nodes.length);
  const noteCount = useGraphStore(({ history }) => history.present.notes.length);
  const colorMode = useComputedColorScheme('light');
  const { screenToFlowPosition } = useReactFlow();
  /** As many as React Flow holds still while they are being deleted; it would draw all of them for the last time. */
  const drawn = useStore(({ nodes }) => nodes.length);
  const level = useStore(({ transform }) => zoomLevelAt(transform[2]));
  const { stop } = useWiring();
  const searchNode = useNodeSearch();
  const mayEdit = useGraphStore((state) => state.mayEdit);
  const elements = useFlowElements();
  const pointerWiring = usePointerWiring();
  const { menu, onContextMenu } = useCanvasMenu();
  const wiring = useGraphStore((state) => state.wiring !== undefined);
  const nodeDrops = useNodeDrops();
  const onReconnect = useReconnect();
  const { hovered, onEdgeMouseEnter } = useHoveredWire();
  const byKeyboard = useGraphStore(({ wiring }) => wiring?.byKeyboard === true);
  const empty = count + noteCount === 0;
  const moving = useMoving();
  const ariaLabels = useAriaLabels();
  const onDoubleClick = (event: MouseEvent) => {
    if (!mayEdit || !(event.target as Element).classList.contains('react-flow__pane')) return;
    searchNode({ at: screenToFlowPosition({ x: event.clientX, y: event.clientY }) });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a double-click is a shortcut for the search button
    <div
      className={classes.canvas}
      data-wiring={wiring || undefined}
      data-level={level}
      ref={moving.surface}
      onDoubleClick={onDoubleClick}
      onContextMenu={onContextMenu}
    >
      <ZoomLevelContext value={level}>
        <ReactFlow
          defaultViewport={defaultViewport}
          {...elements}
          {...pointerWiring}
          aria-label={words('canvas')}
          tabIndex={-1}
          data-focus-home
          ariaLabelConfig={ariaLabels}
          nodeTypes={nodeTypes}
          colorMode={colorMode}
          minZoom={0.04}
          maxZoom={2}
          snapToGrid
          snapGrid={snapGrid}
          nodesDraggable={mayEdit}
          nodesConnectable={mayEdit}
          edgesReconnectable={mayEdit}
          nodesFocusable={!byKeyboard}
          edgesFocusable={!byKeyboard}
          deleteKeyCode={null}
          selectionKeyCode="Shift"
          multiSelectionKeyCode={multiSelectionKeys}
          zoomOnDoubleClick={false}
          connectOnClick={false}
          connectionRadius={24}
          onlyRenderVisibleElements={isMany(Math.max(count, drawn))}
          onPaneClick={stop}
          onEdgeMouseEnter={onEdgeMouseEnter}
          onReconnect={onReconnect}
          {...nodeDrops}
          {...moving.handlers}
        >
          <Overview />
          <WiringHint />
          {!mayEdit && <LookHint />}
          <RefusalTip />
          <WireButton hovered={hovered} />
          <Panel position="bottom-left">
            <Toolbar />
          </Panel>
        </ReactFlow>
      </ZoomLevelContext>
      {empty && <EmptyHint />}
      {menu}
    </div>
  );
}
