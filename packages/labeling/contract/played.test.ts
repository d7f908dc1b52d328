import { expect, test } from 'vitest';
import { missingPlay } from './played.ts';

const sound = (share: number) => ({ media: { type: 'audio/wav', seconds: 2 }, share });

test('names the first that was played too little, by its place on the page', () => {
  expect(missingPlay([sound(0.9), sound(0.899)])?.en).toBe('Hear sound 2 to its end first: 89% so far.');
  expect(missingPlay([{ media: { type: 'video/mp4', seconds: 1 }, share: 0 }])).toEqual({
    en: 'Watch video 1 to its end first: 0% so far.',
    zh: '请先看完视频 1：目前看了 0%。',
  });
  expect(missingPlay([sound(0.95), sound(1)])).toBeUndefined();
});

test('texts, pictures and what has no length hold nobody back', () => {
  const picture = { media: { type: 'image/png' }, share: 0 };
  expect(missingPlay([{ share: 0 }, picture, { media: { type: 'audio/wav' }, share: 0 }])).toBeUndefined();
});
