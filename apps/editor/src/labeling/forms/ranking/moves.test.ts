import { describe, expect, it } from 'vitest';
import { type Groups, move, place, placeOf, putAt, takeOut, tie } from './moves.ts';

const of = (text: string): Groups =>
  text
    .split(' ')
    .filter(Boolean)
    .map((group) => group.split('='));
const said = (groups: Groups) => groups.map((group) => group.join('=')).join(' ');

describe('a ranking', () => {
  it('takes answers in the order in which they are named, each once', () => {
    expect(said(place(place(place([], 'b'), 'a'), 'b'))).toBe('b a');
    expect([placeOf(of('b a=c'), 'c'), placeOf(of('b'), 'x')]).toEqual([1, -1]);
  });

  it('moves an answer up and down, and not beyond its ends', () => {
    expect(said(move(of('a b c'), 'c', -1))).toBe('a c b');
    expect(said(move(of('a b c'), 'a', 1))).toBe('b a c');
    expect(said(move(of('a b c'), 'a', -1))).toBe('a b c');
    expect(said(move(of('a b c'), 'c', 1))).toBe('a b c');
    expect(said(move(of('a'), 'x', 1))).toBe('a');
  });

  it('parts an answer from its equals before it moves on', () => {
    expect(said(move(of('a b=c'), 'c', -1))).toBe('a c b');
    expect(said(move(of('a b=c'), 'b', 1))).toBe('a c b');
  });

  it('makes an answer equal to the one above, and undoes that', () => {
    expect(said(tie(of('a b c'), 'b'))).toBe('a=b c');
    expect(said(tie(of('a=b c'), 'c'))).toBe('a=b=c');
    expect(said(tie(of('a=b c'), 'b'))).toBe('a b c');
    expect(said(tie(of('a b'), 'a'))).toBe('a b');
    expect(said(tie(of('a b'), 'x'))).toBe('a b');
  });

  it('drops an answer anywhere, and takes it out again', () => {
    expect(said(putAt(of('a b c'), 'c', 0))).toBe('c a b');
    expect(said(putAt(of('a b'), 'x', 9))).toBe('a b x');
    expect(said(takeOut(of('a=b c'), 'a'))).toBe('b c');
    expect(said(takeOut(of('a b'), 'a'))).toBe('b');
  });
});
