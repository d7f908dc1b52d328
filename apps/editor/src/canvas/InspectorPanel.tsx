import { Button, CloseButton, Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { useCommonWords } from '../i18n/common.ts';
import { Inspector } from '../inspector/Inspector.tsx';
import classes from './Editor.module.css';
import { useGraphStore, useGraphStoreApi } from './store/useGraphStore.ts';
import { useCanvasWords } from './words.ts';

/** Width of the panel beside the canvas and the least distance of the selected node from it, in pixels. */
const PANEL_WIDTH = 340;
const GAP = 24;
const NARROW = '(max-width: 900px)';

/** Moves the canvas so that the node just selected is not hidden under the panel. */
function useKeepInView(shown: boolean): void {
  const store = useGraphStoreApi();
  const { getNode, flowToScreenPosition, getViewport, setViewport } = useReactFlow();
  const selected = useGraphStore(({ selection }) =>
    selection.items.size === 1 ? [...selection.items][0] : undefined,
  );
  useEffect(() => {
    const node = shown && selected ? getNode(selected) : undefined;
    const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (!node || !canvas || store.getState().wiring) return;
    const right = { x: node.position.x + (node.width ?? 0), y: node.position.y };
    const hidden = flowToScreenPosition(right).x - (canvas.right - PANEL_WIDTH - GAP);
    const { x, y, zoom } = getViewport();
    if (hidden > 0) void setViewport({ x: x - hidden, y, zoom }, { duration: 200 });
  }, [shown, selected, store, getNode, flowToScreenPosition, getViewport, setViewport]);
}

/** Shown for what is selected, or when asked for; closed until something else is selected. */
function usePanel() {
  const selection = useGraphStore((state) => state.selection);
  const count = selection.items.size + selection.wires.size;
  const key = [...selection.items, ...selection.wires].join(' ');
  const [pinned, setPinned] = useState(false);
  const [closedFor, setClosedFor] = useState<string>();
  return {
    shown: pinned || (count > 0 && closedFor !== key),
    open: () => {
      setPinned(true);
      setClosedFor(undefined);
    },
    close: () => {
      setPinned(false);
      setClosedFor(key);
    },
  };
}

/** The inspector over the right side of the canvas; on a phone a sheet that is opened by its button. */
export function InspectorPanel() {
  const words = useCanvasWords();
  const common = useCommonWords();
  const narrow = useMediaQuery(NARROW) ?? false;
  const { shown, open, close } = usePanel();
  const [sheet, setSheet] = useState(false);
  useKeepInView(shown && !narrow);
  if (shown && !narrow)
    return (
      <aside
        data-inspector
        data-tour="inspector"
        className={classes.inspector}
        style={{ width: PANEL_WIDTH }}
        aria-label={words('inspector')}
      >
        <CloseButton className={classes.close} aria-label={common('close')} onClick={close} />
        <Inspector />
      </aside>
    );
  return (
    <>
      <Button
        className={classes.open}
        data-tour="inspector"
        size="xs"
        variant="default"
        leftSection={<IconAdjustmentsHorizontal size={16} />}
        onClick={narrow ? () => setSheet(true) : open}
      >
        {words('inspector')}
      </Button>
      <Drawer
        opened={sheet && narrow}
        onClose={() => setSheet(false)}
        position="bottom"
        size="80%"
        styles={{ body: { padding: 0 } }}
        title={words('inspector')}
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        <Inspector />
      </Drawer>
    </>
  );
}
