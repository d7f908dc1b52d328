export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Size {
  width: number;
  height: number;
}

const GAP = 12;
const MARGIN = 12;

/** Where a card stands that tells about `target`: beside it where there is room, else over its lower edge. */
export function cardPlace(target: Box, card: Size, view: Size): { left: number; top: number } {
  const clamp = (value: number, most: number) => Math.max(MARGIN, Math.min(value, most - MARGIN));
  const middle = {
    left: clamp(target.left + target.width / 2 - card.width / 2, view.width - card.width),
    top: clamp(target.top + target.height / 2 - card.height / 2, view.height - card.height),
  };
  const places = [
    { left: target.left + target.width + GAP, top: middle.top },
    { left: target.left - card.width - GAP, top: middle.top },
    { left: middle.left, top: target.top + target.height + GAP },
    { left: middle.left, top: target.top - card.height - GAP },
  ];
  const fits = ({ left, top }: { left: number; top: number }) =>
    left >= MARGIN &&
    top >= MARGIN &&
    left + card.width <= view.width - MARGIN &&
    top + card.height <= view.height - MARGIN;
  return places.find(fits) ?? { left: middle.left, top: view.height - card.height - MARGIN };
}
