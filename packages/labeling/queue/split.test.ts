import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSplit } from './split.ts';

describe('a disagreement', () => {
  it('is any two different answers where all must agree', () => {
    expect(isSplit(['a', 'a', 'a'], 1)).toBe(false);
    expect(isSplit(['a', 'a', 'b'], 1)).toBe(true);
    expect(isSplit([4, 5], 1)).toBe(true);
  });

  it('is no majority of the share wanted where a share is', () => {
    expect(isSplit(['a', 'a', 'b'], 2 / 3)).toBe(false);
    expect(isSplit(['a', 'a', 'b', 'b'], 2 / 3)).toBe(true);
    expect(isSplit(['a', 'b', 'tie'], 2 / 3)).toBe(true);
  });

  it('needs two who said something', () => {
    expect(isSplit([], 1)).toBe(false);
    expect(isSplit(['a'], 1)).toBe(false);
  });

  it('does not depend on the order, and a stricter share never finds fewer', () => {
    const said = fc.array(fc.constantFrom('a', 'b', 'tie'), { maxLength: 8 });
    fc.assert(
      fc.property(said, fc.double({ min: 0.5, max: 1, noNaN: true }), (answers, agree) => {
        expect(isSplit(answers.toReversed(), agree)).toBe(isSplit(answers, agree));
        if (isSplit(answers, agree)) expect(isSplit(answers, 1)).toBe(true);
      }),
    );
  });
});
