import { describe, expect, it } from 'vitest';
import { logText, mergeLogs } from './logs.ts';
import type { LogLine } from './view.ts';

const line = (at: number, text: string): LogLine => ({ at, level: 'info', text });

describe('mergeLogs', () => {
  it('shows a line once that is both stored and live', () => {
    const stored = [line(1, 'a'), line(2, 'b'), line(3, 'c')];
    const live = [line(2, 'b'), line(3, 'c'), line(4, 'd')];
    expect(mergeLogs(stored, live).map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('puts live lines after the stored ones where they do not meet', () => {
    expect(mergeLogs([line(1, 'a')], [line(2, 'b')]).map(({ text }) => text)).toEqual(['a', 'b']);
    expect(mergeLogs([line(1, 'a')], [])).toEqual([line(1, 'a')]);
  });
});

describe('logText', () => {
  it('writes one line each with time and level', () => {
    expect(logText([line(0, 'started')])).toBe('1970-01-01T00:00:00.000Z info started');
  });
});
