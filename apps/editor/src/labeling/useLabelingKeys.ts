import { useEffect, useRef } from 'react';
import type { FormKey } from './forms/draft.ts';
import { focusPlace, type KeyAction, keyAction } from './keys.ts';
import type { MediaKey } from './media/keys.ts';

/** Hears the keys of the page while `active`; a held key acts once. */
export function useLabelingKeys(
  active: boolean,
  formKeys: readonly FormKey[],
  mediaKeys: readonly MediaKey[],
  act: (action: KeyAction) => void,
): void {
  const latest = useRef({ formKeys, mediaKeys, act });
  latest.current = { formKeys, mediaKeys, act };
  useEffect(() => {
    if (!active) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      const { formKeys: own, mediaKeys: ofMedia } = latest.current;
      const action = keyAction(event, focusPlace(event.target), own, ofMedia);
      if (!action) return;
      event.preventDefault();
      latest.current.act(action);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [active]);
}
