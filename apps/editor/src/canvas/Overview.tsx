import { MiniMap } from '@xyflow/react';
import { memo, useContext } from 'react';
import { useStore } from 'zustand';
import { CanvasRunContext } from '../runs/canvas/runState.ts';
import classes from './Canvas.module.css';
import type { FlowNode } from './flow.ts';

const SIZE = { width: 168, height: 112 };

/** The whole pipeline in small, its nodes in the color of their state. */
export const Overview = memo(function Overview() {
  const run = useStore(useContext(CanvasRunContext), (state) => state.run);
  const look = (node: FlowNode) => {
    if (node.type !== 'pipeline') return `overview-${node.type}`;
    return node.data.idle ? 'overview-idle' : `overview-${run?.nodes.get(node.id)?.state ?? 'quiet'}`;
  };
  return (
    <MiniMap<FlowNode> pannable zoomable className={classes.minimap} style={SIZE} nodeClassName={look} />
  );
});
