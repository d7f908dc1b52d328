import { resolve } from 'node:path';
import { bytesText } from '@heed/nodes/machine.ts';
import { backupTo, restoreFrom } from '../../operations/backup.ts';
import { exitCodes } from '../exit.ts';

interface Options {
  data: string;
  json: boolean;
}

/** `heed backup DIR`: while a runner works on the data folder or not; again into the same folder copies what is new. */
export async function backup(target: string, { data, json }: Options): Promise<number> {
  const result = await backupTo(data, target);
  const { artifacts, copied, bytes } = result;
  if (json) console.log(JSON.stringify({ type: 'result', status: 'saved', ...result }));
  else
    console.log(
      `Saved ${resolve(data)} to ${resolve(target)}, checked: ${artifacts} artifacts, ${copied} of them new (${bytesText(bytes)}).`,
    );
  return exitCodes.done;
}

/** `heed restore DIR`: into a new data folder; `heed serve` then goes on with its runs. */
export async function restore(from: string, { data, json }: Options): Promise<number> {
  const result = await restoreFrom(from, data);
  if (json) console.log(JSON.stringify({ type: 'result', status: 'restored', ...result }));
  else
    console.log(
      `Restored ${resolve(data)} as of ${result.at} with ${result.artifacts} artifacts, checked. Go on with: heed serve --data ${data}`,
    );
  return exitCodes.done;
}
