import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconLayoutDistributeHorizontal,
  IconMaximize,
  IconNote,
  IconSearch,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import { useShowError } from '../api/errors.ts';
import classes from './Canvas.module.css';
import type { SearchPlace } from './Canvas.tsx';
import { layOut } from './layout.ts';
import { addNote, move } from './store/edits.ts';
import { useCatalogue, useGraphStore, useGraphStoreApi } from './store/useGraphStore.ts';
import { useFitAll } from './useFitAll.ts';
import { useCanvasWords } from './words.ts';

/** The middle of the canvas as it is seen now. */
export function useCanvasMiddle() {
  const { screenToFlowPosition } = useReactFlow();
  return () => {
    const box = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
  };
}

interface ToolProps {
  title: string;
  keys?: string;
  Icon: typeof IconNote;
  disabled?: boolean;
  onClick: () => void;
}

function Tool({ title, keys, Icon, disabled, onClick }: ToolProps) {
  return (
    <Tooltip label={keys ? `${title} (${keys})` : title} openDelay={400}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={title}
        aria-keyshortcuts={keys?.replace('Ctrl', 'Control')}
        disabled={disabled}
        onClick={onClick}
      >
        <Icon size={18} />
      </ActionIcon>
    </Tooltip>
  );
}

/** The tools at the corner of the canvas. */
export function Toolbar({ onSearch }: { onSearch: (place: SearchPlace) => void }) {
  const words = useCanvasWords();
  const store = useGraphStoreApi();
  const catalogue = useCatalogue();
  const flow = useReactFlow();
  const middle = useCanvasMiddle();
  const fitAll = useFitAll();
  const showError = useShowError();
  const canUndo = useGraphStore(({ history }) => history.past.length > 0);
  const canRedo = useGraphStore(({ history }) => history.future.length > 0);
  const { undo, redo, edit, select } = store.getState();
  const arrange = async () => {
    const graph = store.getState().history.present;
    const places = await layOut(graph, catalogue);
    edit((current) => move(current, places));
    requestAnimationFrame(() => fitAll());
  };
  const note = () => {
    const added = addNote(store.getState().history.present, middle());
    edit(() => added.graph);
    select({ items: new Set([added.id]), wires: new Set() });
  };
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={words('canvas')}>
      <Tool
        title={words('searchNodes')}
        keys="/"
        Icon={IconSearch}
        onClick={() => onSearch({ at: middle() })}
      />
      <Tool title={words('undo')} keys="Ctrl+Z" Icon={IconArrowBackUp} disabled={!canUndo} onClick={undo} />
      <Tool
        title={words('redo')}
        keys="Ctrl+Shift+Z"
        Icon={IconArrowForwardUp}
        disabled={!canRedo}
        onClick={redo}
      />
      <Tool title={words('addNote')} Icon={IconNote} onClick={note} />
      <Tool
        title={words('autoLayout')}
        Icon={IconLayoutDistributeHorizontal}
        onClick={() => void arrange().catch(showError)}
      />
      <Tool title={words('zoomOut')} Icon={IconZoomOut} onClick={() => void flow.zoomOut()} />
      <Tool title={words('zoomIn')} Icon={IconZoomIn} onClick={() => void flow.zoomIn()} />
      <Tool title={words('fitView')} keys="F" Icon={IconMaximize} onClick={fitAll} />
    </div>
  );
}
