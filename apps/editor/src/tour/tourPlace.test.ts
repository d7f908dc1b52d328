import { expect, test } from 'vitest';
import { cardPlace } from './tourPlace.ts';

const view = { width: 1000, height: 700 };
const card = { width: 300, height: 150 };

test.each([
  ['right of a column at the left', { left: 0, top: 50, width: 200, height: 600 }, { left: 212, top: 275 }],
  ['left of a column at the right', { left: 800, top: 50, width: 200, height: 600 }, { left: 488, top: 275 }],
  ['below a wide bar at the top', { left: 0, top: 0, width: 1000, height: 60 }, { left: 350, top: 72 }],
  ['above a wide bar at the bottom', { left: 0, top: 640, width: 1000, height: 60 }, { left: 350, top: 478 }],
  ['inside what fills the window', { left: 0, top: 0, width: 1000, height: 700 }, { left: 350, top: 538 }],
  [
    'within the window beside a button in a corner',
    { left: 940, top: 5, width: 50, height: 30 },
    { left: 628, top: 12 },
  ],
])('the card stands %s', (_, target, place) => {
  expect(cardPlace(target, card, view)).toEqual(place);
});
