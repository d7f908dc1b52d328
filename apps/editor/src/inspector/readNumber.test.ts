import { expect, test } from 'vitest';
import { readNumber } from './readNumber.ts';

test('numbers are read as people write them', () => {
  const written = {
    ...{ ' 128 ': 128, '1e-3': 0.001, '.5': 0.5, '5.': 5, '+5': 5, '-0.25': -0.25, '\u22123': -3 },
    ...{ '1,000': 1000, '12 500': 12_500, '1\u00a0000': 1000, "1'000.5": 1000.5, '10_000': 10_000 },
    ...{ '\uff11\uff12\uff18': 128, '\uff10\uff0e\uff15': 0.5, '\uff11\uff0c\uff10\uff10\uff10': 1000 },
  };
  for (const [raw, value] of Object.entries(written)) expect([raw, readNumber(raw)]).toEqual([raw, value]);
});

test('what may mean something else is no number', () => {
  for (const raw of [
    '',
    'abc',
    '0x10',
    '0,05',
    '1,00',
    '1.000,5',
    '1 2',
    '12 nats',
    'Infinity',
    'NaN',
    '1e999',
    '1.2.3',
  ])
    expect([raw, readNumber(raw)]).toEqual([raw, undefined]);
});
