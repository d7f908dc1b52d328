import { type PointerEvent, type RefObject, useRef, useState } from 'react';

interface Dragging {
  slot: string;
  /** How far the pointer has gone down, in pixels. */
  by: number;
  /** The place where it would drop. */
  place: number;
}

/** The place among the list's ranked cards, whose elements carry `data-place`, that lies at this height. */
function placeAt(list: HTMLElement, y: number, slot: string): number {
  const cards = [...list.querySelectorAll<HTMLElement>('[data-place]')].filter(
    (card) => card.dataset.slot !== slot,
  );
  const above = cards.filter((card) => {
    const { top, height } = card.getBoundingClientRect();
    return top + height / 2 < y;
  });
  return new Set(above.map((card) => card.dataset.place)).size;
}

/** Dragging a card by its handle, with mouse, pen or finger; `onDrop` gets the place where it was let go. */
export function useDrag(list: RefObject<HTMLElement | null>, onDrop: (slot: string, place: number) => void) {
  const [dragging, setDragging] = useState<Dragging>();
  const start = useRef(0);
  const handle = (slot: string) => ({
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = event.clientY;
      setDragging({ slot, by: 0, place: -1 });
    },
    onPointerMove: (event: PointerEvent) => {
      if (dragging?.slot !== slot || !list.current) return;
      const place = placeAt(list.current, event.clientY, slot);
      setDragging({ slot, by: event.clientY - start.current, place });
    },
    onPointerUp: () => {
      if (dragging && dragging.place >= 0) onDrop(dragging.slot, dragging.place);
      setDragging(undefined);
    },
    onPointerCancel: () => setDragging(undefined),
  });
  return { dragging, handle };
}
