import { describe, expect, it } from 'vitest';
import { archiveUrl, fileUrl, formatBytes, mediaUrl, tableUrl } from './files.ts';

describe('fileUrl', () => {
  it('keeps folders and escapes what a path may hold', () => {
    expect(fileUrl('abc', 'model/config.json')).toBe('/artifacts/abc/files/model/config.json');
    expect(fileUrl('abc', 'a b#1/数据.parquet')).toBe(
      '/artifacts/abc/files/a%20b%231/%E6%95%B0%E6%8D%AE.parquet',
    );
  });
});

it('names tables by their format, media and archives', () => {
  expect(tableUrl('abc', 'csv')).toBe('/artifacts/abc/table?format=csv');
  expect(tableUrl('abc', 'jsonl', 'a b.parquet')).toBe('/artifacts/abc/table?format=jsonl&file=a+b.parquet');
  expect(mediaUrl('abc', 'media/files/1.png')).toBe('/artifacts/abc/media/media/files/1.png');
  expect(archiveUrl('abc')).toBe('/artifacts/abc/archive');
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1200, '1.2 kB'],
    [1_234_567, '1.2 MB'],
    [250_000_000, '250 MB'],
    [7_000_000_000_000_000, '7000 TB'],
  ])('%d bytes read as %s', (bytes, shown) => {
    expect(formatBytes(bytes)).toBe(shown);
  });
});
