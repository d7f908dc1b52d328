import { useEffect } from 'react';
import type { Command } from './command.ts';

/** One combination of keys, e.g. `Mod+S`, `Mod+Shift+Z`, `Delete`, `/`, and where it works. */
export interface Shortcut extends Pick<Command, 'reach'> {
  keys: string;
  /** Returns false where there was nothing to do and the key is somebody else's. */
  run(): boolean;
}

/** `Mod+Shift+Z` for a key press, in the order in which shortcuts are written. */
export function keysOf(
  event: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'key'>,
): string {
  const letter = event.key.length === 1 && /[a-z]/i.test(event.key);
  const key = letter ? event.key.toUpperCase() : event.key;
  const shift = event.shiftKey && (letter || event.key.length > 1);
  return [
    ...(event.ctrlKey || event.metaKey ? ['Mod'] : []),
    ...(event.altKey ? ['Alt'] : []),
    ...(shift ? ['Shift'] : []),
    key,
  ].join('+');
}

/** Is the person writing in a field, or busy with a dialog or menu? */
export function isBusyElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"]') !== null
  );
}

function isOnCanvas(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && target.closest('.react-flow') !== null);
}

function isThing(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('.react-flow__node, .react-flow__edge');
}

function worksHere({ reach }: Shortcut, target: EventTarget | null): boolean {
  if (reach === 'everywhere') return true;
  if (reach === 'thing') return isThing(target);
  return !isBusyElsewhere(target) && (reach !== 'canvas' || isOnCanvas(target));
}

/** Keys of the canvas are taken before React Flow sees them, which moves nodes by arrow keys whatever else is pressed. */
function goesFirst({ reach }: Shortcut): boolean {
  return reach === 'canvas' || reach === 'thing';
}

/** Listens for shortcuts while the page is open. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  useEffect(() => {
    const listen = (first: boolean) => {
      const mine = shortcuts.filter((one) => goesFirst(one) === first);
      const onKeyDown = (event: KeyboardEvent) => {
        if (event.defaultPrevented || event.isComposing) return;
        const keys = keysOf(event);
        const done = mine.some((one) => one.keys === keys && worksHere(one, event.target) && one.run());
        if (!done) return;
        event.preventDefault();
        if (first && event.target !== document.body) event.stopPropagation();
      };
      document.addEventListener('keydown', onKeyDown, first);
      return () => document.removeEventListener('keydown', onKeyDown, first);
    };
    const stops = [listen(true), listen(false)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [shortcuts]);
}
