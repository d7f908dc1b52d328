import { describe, expect, it } from 'vitest';
import type { Draft } from '../draft.ts';
import { conclusions, keys, type TurnValue } from './keys.ts';

const empty: Draft<TurnValue> = { value: {} };
const replies = (count: number) => ({
  candidates: Array.from({ length: count }, (_, place) => ({ slot: `c${place + 1}`, text: `${place}` })),
});

/** The draft after these keys. */
function press(pressed: string[], count = 3, settings = {}, draft = empty): Draft<TurnValue> {
  const known = keys(replies(count), settings);
  return pressed.reduce((now, key) => known.find((one) => one.keys.includes(key))?.press(now) ?? now, draft);
}

describe('keys of a dialogue', () => {
  it('choose by digit and by arrow, and take a choice back for another answer', () => {
    expect(press(['2'])).toEqual({ outcome: 'answered', value: { chosen: 'c2' } });
    expect(press(['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight']).value.chosen).toBe('c3');
    expect(press(['3', 'ArrowLeft']).value.chosen).toBe('c2');
    expect(press(['2', '4'])).toEqual({ outcome: 'tie', value: {} });
    expect(press(['5']).outcome).toBe('both-bad');
    expect(press(['6']).outcome).toBe('cannot-judge');
  });

  it('say how much better, and keep the message that is being written', () => {
    const settings = { askStrength: true };
    expect(press(['1', '1', '1'], 2, settings).value).toEqual({ chosen: 'c1', strength: 3 });
    expect(press(['1', 'w'], 2, settings).value.strength).toBe(2);
    expect(press(['q'], 2, settings).value).toEqual({});
    const draft = { value: { message: 'And then?' } };
    expect(press(['2'], 2, {}, draft).value).toEqual({ message: 'And then?', chosen: 'c2' });
  });

  it('offer no tie where there is one reply', () => {
    expect(conclusions(1).map(({ outcome, key }) => [outcome, key])).toEqual([
      ['both-bad', '2'],
      ['cannot-judge', '3'],
    ]);
  });
});
