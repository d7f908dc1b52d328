import { Loader } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type KeyboardEvent, memo, type PointerEvent, Suspense, useState } from 'react';
import { useText } from '../i18n/language.ts';
import classes from './BottomDock.module.css';
import { type DockTab, dockTabs } from './dockTabs.ts';
import { useCanvasWords } from './words.ts';

const HEIGHT_KEY = 'heed.dock.height';
const DEFAULT_HEIGHT = 240;
const MIN_HEIGHT = 96;
/** The least room left for the canvas above, in pixels. */
const CANVAS_ROOM = 240;
const KEY_STEP = 32;

function withinWindow(height: number): number {
  return Math.round(Math.max(MIN_HEIGHT, Math.min(height, window.innerHeight - CANVAS_ROOM)));
}

/** The height of the open dock, kept in this browser. */
function useHeight() {
  const [height, setHeight] = useState(() =>
    withinWindow(Number(localStorage.getItem(HEIGHT_KEY)) || DEFAULT_HEIGHT),
  );
  const change = (wish: number) => {
    const next = withinWindow(wish);
    setHeight(next);
    localStorage.setItem(HEIGHT_KEY, String(next));
  };
  return { height, change };
}

/** The upper edge of the dock: dragged, or moved by the arrow keys. */
function Edge({ height, change }: ReturnType<typeof useHeight>) {
  const words = useCanvasWords();
  const onPointerMove = (event: PointerEvent) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) change(height - event.movementY);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowUp: KEY_STEP, ArrowDown: -KEY_STEP };
    const by = steps[event.key];
    if (by === undefined) return;
    change(height + by);
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved
    <div
      className={classes.edge}
      role="separator"
      aria-orientation="horizontal"
      aria-label={words('dockHeight')}
      aria-valuenow={height}
      aria-valuemin={MIN_HEIGHT}
      aria-valuemax={withinWindow(Number.POSITIVE_INFINITY)}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}

interface DockProps {
  /** The id of the open tab. */
  opened: string | undefined;
  onOpen: (tab: string | undefined) => void;
}

/** The panels below the canvas, one open at a time. */
export const BottomDock = memo(function BottomDock({ opened, onOpen }: DockProps) {
  const words = useCanvasWords();
  const size = useHeight();
  const tab = dockTabs.find(({ id }) => id === opened);
  return (
    <section className={classes.dock} aria-label={words('dock')}>
      {tab && <Edge {...size} />}
      <div className={classes.bar}>
        {dockTabs.map((one) => (
          <TabButton
            key={one.id}
            tab={one}
            opened={one === tab}
            onToggle={() => onOpen(one === tab ? undefined : one.id)}
          />
        ))}
      </div>
      {tab && (
        <div className={classes.panel} style={{ height: size.height }}>
          <Suspense fallback={<Loader size="sm" m="md" />}>
            <tab.Panel />
          </Suspense>
        </div>
      )}
    </section>
  );
});

function TabButton({ tab, opened, onToggle }: { tab: DockTab; opened: boolean; onToggle: () => void }) {
  const text = useText();
  const Chevron = opened ? IconChevronDown : IconChevronUp;
  return (
    <button type="button" className={classes.tab} aria-expanded={opened} onClick={onToggle}>
      {tab.Label ? <tab.Label /> : text(tab.title)}
      <Chevron size={14} aria-hidden="true" className={classes.chevron} />
    </button>
  );
}
