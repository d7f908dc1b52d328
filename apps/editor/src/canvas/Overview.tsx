import { Panel, useReactFlow, useStore } from '@xyflow/react';
import { memo, type PointerEvent, useContext, useEffect, useId, useMemo, useRef } from 'react';
import { useStore as useRunStore } from 'zustand';
import { CanvasRunContext } from '../runs/canvas/runState.ts';
import classes from './Canvas.module.css';
import type { FlowNode } from './flow.ts';
import { around, overviewShapes } from './overviewShapes.ts';
import { useCanvasWords } from './words.ts';

const SIZE = { width: 168, height: 112 };
/** Room around the pipeline, in pixels of the overview. */
const MARGIN = 5;
/** Doublings of the zoom for each pixel that the wheel turns. */
const ZOOM_STEP = 0.002;

/** All of the pipeline, drawn again only when it or a state changes. */
const Shapes = memo(function Shapes({ paths }: { paths: ReadonlyMap<string, string> }) {
  return [...paths].map(([look, path]) => <path key={look} data-look={look} d={path} />);
});

/** What the canvas shows of the pipeline now, in canvas pixels. */
function useView() {
  const [left, top, zoom] = useStore(({ transform }) => transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  return { x: -left / zoom, y: -top / zoom, width: width / zoom, height: height / zoom };
}

/** Moves the view by dragging in the overview and zooms it by the wheel; `scale` is canvas pixels for one of here. */
function useSteering(scale: number) {
  const flow = useReactFlow();
  const surface = useRef<SVGSVGElement>(null);
  useEffect(() => {
    const svg = surface.current;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      void flow.zoomTo(flow.getZoom() * 2 ** (-event.deltaY * ZOOM_STEP));
    };
    svg?.addEventListener('wheel', onWheel, { passive: false });
    return () => svg?.removeEventListener('wheel', onWheel);
  }, [flow]);
  return {
    ref: surface,
    onPointerDown: (event: PointerEvent) => event.currentTarget.setPointerCapture(event.pointerId),
    onPointerMove: (event: PointerEvent) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const { x, y, zoom } = flow.getViewport();
      const step = scale * zoom;
      void flow.setViewport({ x: x - event.movementX * step, y: y - event.movementY * step, zoom });
    },
  };
}

/** The whole pipeline in small, its nodes in the color of their state. */
export const Overview = memo(function Overview() {
  const words = useCanvasWords();
  const title = useId();
  const run = useRunStore(useContext(CanvasRunContext), (state) => state.run);
  const nodes = useStore((state) => state.nodes) as FlowNode[];
  const { paths, bounds } = useMemo(() => overviewShapes(nodes, run), [nodes, run]);
  const view = useView();
  const all = around(view, bounds);
  const scale = Math.max(all.width / SIZE.width, all.height / SIZE.height);
  const steering = useSteering(scale);
  const [width, height] = [(SIZE.width + 2 * MARGIN) * scale, (SIZE.height + 2 * MARGIN) * scale];
  const [x, y] = [all.x - (width - all.width) / 2, all.y - (height - all.height) / 2];
  return (
    <Panel position="bottom-right" className={classes.overview} data-overview>
      <svg
        {...SIZE}
        viewBox={`${x} ${y} ${width} ${height}`}
        role="img"
        aria-labelledby={title}
        {...steering}
      >
        <title id={title}>{words('minimap')}</title>
        <Shapes paths={paths} />
        <path
          className={classes.beyond}
          fillRule="evenodd"
          d={`M${x} ${y}h${width}v${height}h${-width}zM${view.x} ${view.y}h${view.width}v${view.height}h${-view.width}z`}
        />
      </svg>
    </Panel>
  );
});
