import { expect, test } from 'vitest';
import { jsonFault } from './json-fault.ts';

function faultOf(json: string) {
  try {
    JSON.parse(json);
  } catch (error) {
    return jsonFault(error as Error);
  }
  return undefined;
}

test.each([
  ['{"a": 1,\n "b" 2}', 'line 2, column 6', '第 2 行第 6 列'],
  ['{"format":', 'it ends too early', '内容不完整'],
  ['\u0089PNG', 'it holds something else', '内容不是 JSON'],
])('%j: %s', (json, en, zh) => {
  expect(faultOf(json)).toEqual({ en, zh });
});
