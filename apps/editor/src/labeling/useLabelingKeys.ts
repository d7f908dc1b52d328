import { useEffect, useRef } from 'react';
import type { FormKey } from './forms/form.ts';
import { focusPlace, type KeyAction, keyAction } from './keys.ts';

/** Hears the keys of the page while `active`; a held key acts once. */
export function useLabelingKeys(
  active: boolean,
  formKeys: readonly FormKey[],
  act: (action: KeyAction) => void,
): void {
  const latest = useRef({ formKeys, act });
  latest.current = { formKeys, act };
  useEffect(() => {
    if (!active) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      const action = keyAction(event, focusPlace(event.target), latest.current.formKeys);
      if (!action) return;
      event.preventDefault();
      latest.current.act(action);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [active]);
}
