import { type RefObject, useEffect, useRef } from 'react';

/** Was the Alt key held when the pointer was last let go? */
export function useAltKey(): RefObject<boolean> {
  const held = useRef(false);
  useEffect(() => {
    const onPointerUp = ({ altKey }: PointerEvent) => {
      held.current = altKey;
    };
    window.addEventListener('pointerup', onPointerUp, true);
    return () => window.removeEventListener('pointerup', onPointerUp, true);
  }, []);
  return held;
}
