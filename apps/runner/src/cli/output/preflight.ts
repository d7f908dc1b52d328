import { bytesText } from '@heed/nodes/machine.ts';
import Table from 'cli-table3';
import type { Preflight } from '../../operations/preflight.ts';

/** A table of what each node will take, and the sums; "unknown" where nothing is known. */
export function preflightTable({ nodes, total, unknown, diskFree, memory }: Preflight): string {
  const table = new Table({
    head: ['node', 'memory', 'time', 'disk', 'known from'],
    style: { head: [], border: [], compact: true },
  });
  for (const { node, memory: need, seconds, bytes } of nodes) {
    const took = seconds ? between(seconds, shownTime) : 'unknown';
    const wrote = bytes ? between(bytes, bytesText) : 'unknown';
    const alike = seconds?.basis === 'same-settings' ? 'the same settings' : 'this kind';
    const from = seconds
      ? `${seconds.runs} earlier ${seconds.runs === 1 ? 'run' : 'runs'} with ${alike}`
      : '';
    table.push([
      node,
      need ? between({ low: need.least, high: need.most }, bytesText) : 'unknown',
      took,
      wrote,
      from,
    ]);
  }
  const known = nodes.length - unknown.length;
  const sums = known
    ? `${known} of ${nodes.length} nodes known: ${between(total.seconds, shownTime)}, ${between(total.bytes, bytesText)} of disk, if nothing came from the cache.`
    : 'Time and disk are unknown: no node of these kinds has run here before.';
  return `${table.toString()}\n${sums}\nFree now: ${bytesText(memory.free)} of memory, ${bytesText(diskFree)} of disk.`;
}

function between({ low, high }: { low: number; high: number }, show: (value: number) => string): string {
  return show(low) === show(high) ? show(low) : `${show(low)} to ${show(high)}`;
}

function shownTime(seconds: number): string {
  if (seconds < 90) return `${seconds.toFixed(1)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
