import { useEffect } from 'react';
import type { Command } from './command.ts';

/** One combination of keys, e.g. `Mod+S`, `Mod+Shift+Z`, `Delete`, `/`, and where it works. */
export interface Shortcut extends Pick<Command, 'reach'> {
  keys: string;
  run(): void;
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

function worksHere({ reach }: Shortcut, target: EventTarget | null): boolean {
  if (reach === 'everywhere') return true;
  return !isBusyElsewhere(target) && (reach !== 'canvas' || isOnCanvas(target));
}

/** Listens for shortcuts while the page is open. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const keys = keysOf(event);
      const shortcut = shortcuts.find((one) => one.keys === keys);
      if (!shortcut || !worksHere(shortcut, event.target)) return;
      event.preventDefault();
      shortcut.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [shortcuts]);
}
