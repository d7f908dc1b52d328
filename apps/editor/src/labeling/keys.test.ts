import { describe, expect, it } from 'vitest';
import type { FormKey } from './forms/draft.ts';
import { keys } from './forms/pairwise/keys.ts';
import { type FocusPlace, focusPlace, keyAction } from './keys.ts';

const pair = {
  ...{ taskId: 't', prompt: 'Why?' },
  candidates: [
    { slot: 'c1', text: 'one' },
    { slot: 'c2', text: 'two' },
  ],
};
const formKeys = keys(pair, {}) as FormKey[];

const press = (key: string, focus: FocusPlace = 'page', more: object = {}) =>
  keyAction({ key, ctrlKey: false, metaKey: false, altKey: false, ...more }, focus, formKeys);

/** The draft after a key that belongs to the form. */
function said(key: string, focus: FocusPlace = 'page') {
  const action = press(key, focus);
  return action?.type === 'form' ? action.press({ value: {} }) : action;
}

describe('keyAction', () => {
  it.each([
    ['1', 'answered', 'c1'],
    ['ArrowLeft', 'answered', 'c1'],
    ['2', 'answered', 'c2'],
    ['ArrowRight', 'answered', 'c2'],
    ['3', 'tie', undefined],
    ['4', 'both-bad', undefined],
    ['5', 'cannot-judge', undefined],
  ])('%s says "%s" of a pair', (key, outcome, chosen) => {
    expect(said(key)).toEqual({ outcome, value: chosen ? { chosen } : {} });
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
    expect(said('2', 'control')).toMatchObject({ value: { chosen: 'c2' } });
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
