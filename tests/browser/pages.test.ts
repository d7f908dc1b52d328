import { describe } from 'vitest';
import { places } from '../journeys/support/places.ts';
import { useLooking } from './support/looking.ts';

const look = useLooking();

describe.each([
  ['en', 1440],
  ['zh', 1440],
  ['en', 390],
  ['zh', 390],
] as const)('the page, in %s at %i pixels:', (language, width) => {
  look(places, { language, width }, 'light', 'dark');
});
