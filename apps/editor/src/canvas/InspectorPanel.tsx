import { Button, CloseButton, Loader } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, lazy, memo, Suspense, useEffect, useRef, useState } from 'react';
import { whenAtRest } from '../app/whenAtRest.ts';
import { useCommonWords } from '../i18n/common.ts';
import classes from './Editor.module.css';
import { focusCanvas, focusThing } from './focus.ts';
import { useGraphStore, useGraphStoreApi } from './store/useGraphStore.ts';
import { useCanvasWords } from './words.ts';

const fetchInspector = () => import('../inspector/Inspector.tsx');
const LazyInspector = lazy(() => fetchInspector().then(({ Inspector }) => ({ default: Inspector })));
const InspectorSheet = lazy(() => import('./InspectorSheet.tsx'));

function Inspector() {
  return (
    <Suspense fallback={<Loader size="sm" m="md" />}>
      <LazyInspector />
    </Suspense>
  );
}

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

/** How many frames to wait for the settings of what was just selected. */
const PATIENCE_FRAMES = 120;

/** Gives the focus to the first field as soon as the panel shows what is selected; where there is none, to a button. */
function focusFirst(panel: () => HTMLElement | null, frames = PATIENCE_FRAMES): void {
  const settings = panel()?.querySelector('[data-settled]');
  if (!settings && frames > 0) requestAnimationFrame(() => focusFirst(panel, frames - 1));
  else (settings?.querySelector<HTMLElement>('input, textarea') ?? panel()?.querySelector('button'))?.focus();
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

/**
 * The inspector over the right side of the canvas; on a phone a sheet that is opened by its button. Each time that it is
 * `asked` for once more it opens with the focus in its first field; Escape leads back to the canvas.
 */
export const InspectorPanel = memo(function InspectorPanel({ asked }: { asked: number }) {
  const words = useCanvasWords();
  const common = useCommonWords();
  const narrow = useMediaQuery(NARROW) ?? false;
  const { shown, open, close } = usePanel();
  const [sheet, setSheet] = useState(false);
  useKeepInView(shown && !narrow);
  const store = useGraphStoreApi();
  const panel = useRef<HTMLElement>(null);
  const show = useRef<() => void>(undefined);
  show.current = narrow ? () => setSheet(true) : open;
  useEffect(() => {
    if (asked === 0) return;
    show.current?.();
    void fetchInspector().then(() => focusFirst(() => panel.current));
  }, [asked]);
  useEffect(() => whenAtRest(() => void fetchInspector()), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const { items, wires } = store.getState().selection;
    const [chosen] = [...items, ...wires];
    if (chosen === undefined) focusCanvas();
    else focusThing(chosen);
  };
  if (shown && !narrow)
    return (
      <aside
        ref={panel}
        onKeyDown={onKeyDown}
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
      {narrow && (
        <Suspense>
          <InspectorSheet opened={sheet} onClose={() => setSheet(false)}>
            <Inspector />
          </InspectorSheet>
        </Suspense>
      )}
    </>
  );
});
