import { expect, test } from 'vitest';
import { keysOf } from './useShortcuts.ts';

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

test('a key press reads as shortcuts are written, with Ctrl and Cmd alike', () => {
  expect(keysOf({ ...plain, ctrlKey: true, key: 's' })).toBe('Mod+S');
  expect(keysOf({ ...plain, metaKey: true, shiftKey: true, key: 'z' })).toBe('Mod+Shift+Z');
  expect(keysOf({ ...plain, key: 'Delete' })).toBe('Delete');
});

test('a sign that needs Shift on some keyboards is the sign itself', () => {
  expect(keysOf({ ...plain, shiftKey: true, key: '/' })).toBe('/');
});
