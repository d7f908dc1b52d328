import { describe, expect, it } from 'vitest';
import { playHistory } from './play-history.ts';

const HISTORIES = 1500;

describe('the scheduler', () => {
  it(`keeps its promises through ${HISTORIES} histories of deaths, pauses, full disks, zombies and crashes`, () => {
    for (let seed = 1; seed <= HISTORIES; seed++) expect(() => playHistory(seed)).not.toThrow();
  });
});
