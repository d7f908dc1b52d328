import { expect, it } from 'vitest';
import { mediaTypeOf } from './media-types.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

it.each([
  ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image/png'],
  ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
  ['GIF89a', 'image/gif'],
  ['RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
  ['RIFF\0\0\0\0WAVEfmt ', 'audio/wav'],
  ['\xff\xfb\x90\0', 'audio/mpeg'],
  ['\0\0\0 ftypisom\0\0\x02\0', 'video/mp4'],
  ['\x1aE\xdf\xa3', 'video/webm'],
])('knows %j', (start, type) => {
  expect(mediaTypeOf(bytes(start))).toBe(type);
});

it.each([
  '<!doctype html><script>alert(1)</script>',
  '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '<?xml version="1.0"?><svg/>',
  '%PDF-1.7',
  'RIFF\0\0\0\0AVI ',
  '\0\0\0 ftypqwer',
  '\xff\xfe<\0s\0c\0r\0',
  '',
])('shows nothing that begins with %j', (start) => {
  expect(mediaTypeOf(bytes(start))).toBeUndefined();
});
