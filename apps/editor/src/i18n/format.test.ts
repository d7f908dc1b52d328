import { expect, test } from 'vitest';
import { formatsIn } from './format.ts';

test.each(['en', 'zh'] as const)('shares are written without a space before their sign in %s', (language) => {
  const { percent, figure } = formatsIn(language);
  expect(percent(0.734)).toBe('73%');
  expect(figure(0.875, 'percent')).toBe('87.5%');
  expect(figure(1, 'percent')).toBe('100%');
  expect(figure(-0.0312, 'percent')).toBe('\u22123.1%');
});

test('numbers below zero have a minus, not a hyphen', () => {
  const { number, percent } = formatsIn('en');
  expect([number(-0.5207), number(-3), percent(-0.5)]).toEqual(['\u22120.5207', '\u22123', '\u221250%']);
});

test('numbers keep four digits, and whole ones all of theirs', () => {
  const { number, figure } = formatsIn('en');
  expect([number(0.0001), number(2.188e-7), number(-9.3e-8), number(0)]).toEqual([
    '0.0001',
    '2.188e\u22127',
    '\u22129.3e\u22128',
    '0',
  ]);
  expect([number(0.253187), number(4480), figure(12.6, 'integer')]).toEqual(['0.2532', '4,480', '13']);
});
