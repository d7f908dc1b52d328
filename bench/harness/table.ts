import type { Row } from './case.ts';

const heads = ['benchmark', 'size', 'ours', 'theirs', 'unit', 'ratio', 'goal', ''];

/** The rows as a table for people; ✓ where a goal is met, ✗ where it is missed. */
export function tableText(rows: readonly Row[]): string {
  const lines = [heads, ...rows.map(cells)];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const text = (line: readonly string[]) =>
    line
      .map((cell, column) =>
        isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ');
  return [text(heads), widths.map((width) => '─'.repeat(width)).join('  '), ...lines.slice(1).map(text)]
    .map((line) => line.trimEnd())
    .join('\n');
}

function isNumber(column: number): boolean {
  return [2, 3, 5, 6].includes(column);
}

function cells({ name, size, ours, theirs, unit, ratio, goal }: Row): string[] {
  const mark = goal === null || ratio === null ? '' : ratio >= goal ? '✓' : '✗';
  return [
    name,
    size,
    number(ours),
    number(theirs),
    unit,
    ratio === null ? '–' : `${ratio.toFixed(2)}×`,
    goal === null ? '' : `≥ ${goal}×`,
    mark,
  ];
}

function number(value: number | null): string {
  if (value === null) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4;
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : value.toFixed(digits);
}
