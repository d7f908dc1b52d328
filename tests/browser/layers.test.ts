import { describe } from 'vitest';
import { layers } from '../journeys/support/layers.ts';
import { useLooking } from './support/looking.ts';

const look = useLooking();

describe('what opens over the page, in en and light:', () => {
  look(layers, { language: 'en', width: 1440 }, 'light');
});
describe('what opens over the page, in zh and dark:', () => {
  look(layers, { language: 'zh', width: 1440 }, 'dark');
});
describe('what opens over the page, on a phone in zh and light:', () => {
  look(layers, { language: 'zh', width: 390 }, 'light');
});
