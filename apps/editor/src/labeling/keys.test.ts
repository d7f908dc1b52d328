import { describe, expect, it } from 'vitest';
import { type FocusPlace, focusPlace, keyAction } from './keys.ts';

const press = (key: string, focus: FocusPlace = 'page', more: object = {}) =>
  keyAction({ key, ctrlKey: false, metaKey: false, altKey: false, ...more }, focus);

describe('keyAction', () => {
  it.each([
    ['1', 'first'],
    ['ArrowLeft', 'first'],
    ['2', 'second'],
    ['ArrowRight', 'second'],
    ['3', 'tie'],
    ['4', 'both-bad'],
    ['5', 'cannot-judge'],
  ])('%s chooses "%s"', (key, answer) => {
    expect(press(key)).toEqual({ type: 'choose', answer });
  });

  it('skips, goes back, submits and shows help', () => {
    expect(['s', 'Backspace', 'Enter', '?', '\uFF1F'].map((key) => press(key)?.type)).toEqual([
      'skip',
      'back',
      'submit',
      'help',
      'help',
    ]);
  });

  it('leaves every key to a text field', () => {
    for (const key of ['1', 's', 'Backspace', 'Enter', '?', 'ArrowLeft'])
      expect(press(key, 'text')).toBeUndefined();
  });

  it('leaves Enter to a focused button, but takes it on an answer', () => {
    expect(press('Enter', 'control')).toBeUndefined();
    expect(press('Enter', 'choice')).toEqual({ type: 'submit' });
    expect(press('2', 'control')).toEqual({ type: 'choose', answer: 'second' });
  });

  it('leaves shortcuts of the browser alone', () => {
    expect(press('1', 'page', { ctrlKey: true })).toBeUndefined();
    expect(press('ArrowLeft', 'page', { altKey: true })).toBeUndefined();
    expect(press('s', 'page', { metaKey: true })).toBeUndefined();
  });
});

describe('focusPlace', () => {
  const inside = (...matches: string[]) =>
    ({
      closest: (selectors: string) => selectors.split(', ').find((one) => matches.includes(one)) ?? null,
    }) as never;

  it('tells text fields, answers, other controls and the page apart', () => {
    expect(focusPlace(inside('textarea'))).toBe('text');
    expect(focusPlace(inside('[data-choice]:not([aria-pressed=false])', 'button'))).toBe('choice');
    expect(focusPlace(inside('a[href]'))).toBe('control');
    expect(focusPlace(inside())).toBe('page');
    expect(focusPlace(null)).toBe('page');
  });
});
