import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Chance,
  FIRST_TURNS,
  GOLD_RATE,
  isBlind,
  RANDOM_SHARE,
  REPEAT_AFTER,
  REPEAT_RATE,
  repeatDistance,
  turnOf,
} from './turn.ts';

const chanceOf =
  (labeler: number): Chance =>
  (name) =>
    createHash('sha256').update(`${labeler}/${name}`).digest().readUInt32BE() / 2 ** 32;

/** Standard errors that a share may be off. */
const MOST_ERRORS = 4;

function expectShare(found: number, of: number, wanted: number): void {
  const error = Math.sqrt((wanted * (1 - wanted)) / of);
  expect(Math.abs(found / of - wanted)).toBeLessThan(MOST_ERRORS * error);
}

describe('a turn', () => {
  it('is for gold once among the first five, and then at its rate; repeats come later', () => {
    const labelers = 200;
    const turns = 120;
    const all = Array.from({ length: labelers }, (_, labeler) =>
      Array.from({ length: turns }, (_, turn) => turnOf(turn, chanceOf(labeler), {})),
    );
    for (const [labeler] of all.entries()) {
      const first = (all[labeler] ?? []).slice(0, FIRST_TURNS);
      expect(first.filter((turn) => turn === 'gold')).toHaveLength(1);
      expect((all[labeler] ?? []).slice(0, REPEAT_AFTER)).not.toContain('repeat');
    }
    const later = all.flatMap((one) => one.slice(REPEAT_AFTER));
    expectShare(later.filter((turn) => turn === 'gold').length, later.length, GOLD_RATE);
    expectShare(later.filter((turn) => turn === 'repeat').length, later.length, REPEAT_RATE);
    const positions = all.map((one) => one.indexOf('gold'));
    for (let place = 0; place < FIRST_TURNS; place++) expect(positions).toContain(place);
  });

  it('is always for work where neither gold nor repeats are wanted', () => {
    const never = { goldRate: 0, repeatRate: 0 };
    for (let turn = 0; turn < 500; turn++) expect(turnOf(turn, chanceOf(1), never)).toBe('work');
  });

  it('draws its share of new tasks blindly', () => {
    const turns = 5000;
    const blind = Array.from({ length: turns }, (_, turn) => isBlind(turn, chanceOf(3), {})).filter(Boolean);
    expectShare(blind.length, turns, RANDOM_SHARE);
    expect(isBlind(1, chanceOf(3), { randomShare: 1 })).toBe(true);
    expect(isBlind(1, chanceOf(3), { randomShare: 0 })).toBe(false);
  });

  it('repeats a task that was answered, never one of the last twenty', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(500), fc.nat(100), (turn, answered, labeler) => {
        const distance = repeatDistance(turn, answered, chanceOf(labeler));
        if (answered <= REPEAT_AFTER) expect(distance).toBeUndefined();
        else expect(distance).toSatisfy((value: number) => value >= REPEAT_AFTER && value < answered);
      }),
    );
  });
});
