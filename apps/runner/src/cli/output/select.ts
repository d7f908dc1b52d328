import type { RunView } from '../../api/views.ts';
import { BarOutput } from './bars.ts';
import { JsonOutput } from './json.ts';
import type { RunOutput } from './output.ts';
import { PlainOutput } from './plain.ts';

/** JSON lines where asked for, bars on a terminal that is high enough for them, plain lines elsewhere. */
export function selectOutput(json: boolean, view: RunView): RunOutput {
  if (json) return new JsonOutput();
  const fits = process.stdout.isTTY && view.nodes.length < process.stdout.rows;
  return fits ? new BarOutput(view) : new PlainOutput();
}
