import '@xyflow/react/dist/base.css';
import { Text, Title, useComputedColorScheme } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import {
  type Connection,
  type Edge,
  type OnConnectEnd,
  type OnConnectStart,
  Panel,
  ReactFlow,
  useReactFlow,
  useStore,
  type Viewport,
} from '@xyflow/react';
import { type MouseEvent, memo, useCallback, useMemo, useRef, useState } from 'react';
import classes from './Canvas.module.css';
import { useCanvasMenu } from './CanvasMenu.tsx';
import { GroupNode } from './GroupNode.tsx';
import './marks.css';
import { isMany } from './leaving.ts';
import { NoteNode } from './NoteNode.tsx';
import { Overview } from './Overview.tsx';
import { PipelineNode } from './PipelineNode.tsx';
import { placeOf, RefusalTip } from './RefusalTip.tsx';
import type { SearchPlace } from './searchPlace.ts';
import { GRID, type Point } from './store/edits.ts';
import { useGraphStore, useGraphStoreApi } from './store/useGraphStore.ts';
import { type PortPlace, portKey } from './store/wiring.ts';
import { Toolbar } from './Toolbar.tsx';
import { useFirstViewport } from './useFirstViewport.ts';
import { useFlowElements } from './useFlowElements.ts';
import { useNodeDrops } from './useWireDrops.ts';
import { useWiring } from './useWiring.tsx';
import { WireButton } from './WireButton.tsx';
import { useCanvasWords } from './words.ts';
import { ZoomLevelContext, zoomLevelAt } from './zoomLevel.tsx';

const nodeTypes = { pipeline: PipelineNode, note: NoteNode, cluster: GroupNode };
const snapGrid: [number, number] = [GRID, GRID];
const multiSelectionKeys = ['Meta', 'Control', 'Shift'];
function connectionPlaces({
  source,
  sourceHandle,
  target,
  targetHandle,
}: Connection): [PortPlace, PortPlace] {
  return [
    { node: source, port: sourceHandle ?? '', side: 'output' },
    { node: target, port: targetHandle ?? '', side: 'input' },
  ];
}

function pointOf(event: globalThis.MouseEvent | TouchEvent): Point {
  const spot = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: spot?.clientX ?? 0, y: spot?.clientY ?? 0 };
}

/**
 * Turns React Flow's wiring by pointer into edits of the graph. Here as below each handler stays the same from one
 * drawing to the next: a new one would make React Flow draw every wire again.
 */
function usePointerWiring(onSearch: (place: SearchPlace) => void) {
  const store = useGraphStoreApi();
  const { begin, finish, stop } = useWiring();
  const { screenToFlowPosition } = useReactFlow();
  return useMemo(() => {
    const onConnectStart: OnConnectStart = (_event, { nodeId, handleId, handleType }) => {
      if (nodeId && handleType) begin(placeOf({ nodeId, id: handleId, type: handleType }), false);
    };
    const onConnectEnd: OnConnectEnd = (event, { fromHandle, toHandle, isValid }) => {
      if (!fromHandle) return;
      const start = placeOf(fromHandle);
      if (toHandle && !isValid) finish(start, placeOf(toHandle));
      else if (!toHandle && (event.target as Element).classList?.contains('react-flow__pane'))
        onSearch({ at: screenToFlowPosition(pointOf(event)), wire: start });
      stop();
    };
    return {
      onConnectStart,
      onConnectEnd,
      onConnect: (connection: Connection) => finish(...connectionPlaces(connection)),
      isValidConnection: (connection: { source: string; target: string }) => {
        const places = connectionPlaces(connection as Connection);
        const { wiring } = store.getState();
        return places.some((place) => wiring?.open.has(portKey(place)));
      },
    };
  }, [store, begin, finish, stop, screenToFlowPosition, onSearch]);
}

/** Lets the end of a selected wire be taken to another port: the old wire goes and the new one comes in one step. */
function useReconnect() {
  const { replace } = useWiring();
  return useCallback(
    (old: Edge, connection: Connection) => replace(old.id, ...connectionPlaces(connection)),
    [replace],
  );
}

function WiringHint() {
  const words = useCanvasWords();
  const wiring = useGraphStore((state) => state.wiring);
  if (!wiring?.byKeyboard) return null;
  return (
    <Panel position="top-left">
      <div className={classes.hint} role="status">
        {words('wiringFrom', { from: `${wiring.start.node}.${wiring.start.port}` })}
      </div>
    </Panel>
  );
}

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

/** Says to a viewer, before the first try, that nothing can be changed here. */
function LookHint() {
  const words = useCanvasWords();
  return (
    <Panel position="top-left">
      <p className={classes.lookHint}>
        <IconEye size={16} aria-hidden="true" />
        {words('lookOnly')}
      </p>
    </Panel>
  );
}

function EmptyHint() {
  const words = useCanvasWords();
  const mayEdit = useGraphStore((state) => state.mayEdit);
  return (
    <div className={classes.empty}>
      <Title order={3}>{words(mayEdit ? 'emptyTitle' : 'emptyLookTitle')}</Title>
      <Text c="dimmed">{words(mayEdit ? 'emptyText' : 'emptyLookText')}</Text>
    </div>
  );
}

/** What React Flow says to screen readers, in the language of the page. */
function useAriaLabels() {
  const words = useCanvasWords();
  const mayEdit = useGraphStore((state) => state.mayEdit);
  return useMemo(
    () => ({
      'node.a11yDescription.default': words(mayEdit ? 'howNode' : 'howLook'),
      'node.a11yDescription.keyboardDisabled': words(mayEdit ? 'howNode' : 'howLook'),
      'node.a11yDescription.ariaLiveMessage': ({ x, y }: Point) => words('moved', { x, y }),
      'edge.a11yDescription.default': words(mayEdit ? 'howWire' : 'howLook'),
    }),
    [words, mayEdit],
  );
}

interface CanvasProps {
  onSearch: (place: SearchPlace) => void;
}

/** The surface on which the pipeline is drawn. */
export const Canvas = memo(function Canvas({ onSearch }: CanvasProps) {
  const { room, viewport } = useFirstViewport();
  return (
    <div ref={room} className={classes.room}>
      {viewport && <Surface defaultViewport={viewport} onSearch={onSearch} />}
    </div>
  );
});

/** React Flow with everything on it. */
function Surface({ defaultViewport, onSearch }: CanvasProps & { defaultViewport: Viewport }) {
  const words = useCanvasWords();
  const count = useGraphStore(({ history }) => history.present.nodes.length);
  const noteCount = useGraphStore(({ history }) => history.present.notes.length);
  const colorMode = useComputedColorScheme('light');
  const { screenToFlowPosition } = useReactFlow();
  /** As many as React Flow holds still while they are being deleted; it would draw all of them for the last time. */
  const drawn = useStore(({ nodes }) => nodes.length);
  const level = useStore(({ transform }) => zoomLevelAt(transform[2]));
  const { stop } = useWiring();
  const mayEdit = useGraphStore((state) => state.mayEdit);
  const elements = useFlowElements();
  const pointerWiring = usePointerWiring(onSearch);
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
    onSearch({ at: screenToFlowPosition({ x: event.clientX, y: event.clientY }) });
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
          minZoom={0.08}
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
          <WireButton hovered={hovered} onSearch={onSearch} />
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
