import { useEffect, useRef } from 'react';
import { focusPlace, type KeyAction, keyAction } from './keys.ts';

/** Hears the keys of the page while `active`; a held key acts once. */
export function useLabelingKeys(active: boolean, act: (action: KeyAction) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!active) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      const action = keyAction(event, focusPlace(event.target));
      if (!action) return;
      event.preventDefault();
      latest.current(action);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [active]);
}
