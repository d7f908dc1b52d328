import { describe, expect, it } from 'vitest';
import { fileUrl, formatBytes } from './files.ts';

describe('fileUrl', () => {
  it('keeps folders and escapes what a path may hold', () => {
    expect(fileUrl('abc', 'model/config.json')).toBe('/artifacts/abc/files/model/config.json');
    expect(fileUrl('abc', 'a b#1/数据.parquet')).toBe(
      '/artifacts/abc/files/a%20b%231/%E6%95%B0%E6%8D%AE.parquet',
    );
  });
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
