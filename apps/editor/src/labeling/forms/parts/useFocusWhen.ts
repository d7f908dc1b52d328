import { type RefObject, useEffect, useRef } from 'react';

/** A ref to an element that gets the focus when `wanted` becomes true. */
export function useFocusWhen<Kind extends HTMLElement>(wanted: boolean): RefObject<Kind | null> {
  const element = useRef<Kind>(null);
  useEffect(() => {
    if (wanted) element.current?.focus();
  }, [wanted]);
  return element;
}
