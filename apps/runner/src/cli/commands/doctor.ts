import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bytesText, machineMemory } from '@heed/nodes/machine.ts';
import { deviceTitles } from '@heed/schema';
import { editorFolder } from '../../api/http/editor.ts';
import { readHolder } from '../../data-folder.ts';
import { loadKinds } from '../../execution/kinds.ts';
import { systemInfo } from '../../system.ts';
import { exitCodes } from '../exit.ts';

const OLDEST_NODE = 24;

/** One line of the check-up: what was looked at, and what to do where it is not right. */
interface Finding {
  ok: boolean;
  text: string;
  /** What Heed can do without; it is shown and fails nothing. */
  optional?: boolean;
}

/** `heed doctor`: looks at what Heed needs; exit code 1 where something is missing. */
export async function doctor(options: { data: string; kinds?: string }): Promise<number> {
  const findings = [checkNode(), await checkOnnxruntime(options.data), await checkKinds(options.kinds)];
  findings.push(...(await tryDevices()), checkMemory(), checkFolder(options.data), checkEditor());
  for (const finding of findings) console.log(`${markOf(finding)} ${finding.text}`);
  return findings.every(({ ok, optional }) => ok || optional) ? exitCodes.done : exitCodes.failed;
}

function markOf({ ok, optional }: Finding): string {
  if (ok) return 'ok ';
  return optional ? '-  ' : 'NO ';
}

function checkNode(): Finding {
  const ok = Number(process.versions.node.split('.')[0]) >= OLDEST_NODE;
  return {
    ok,
    text: ok ? `Node ${process.version}` : `Node ${process.version} is too old; start with npx heed`,
  };
}

async function checkOnnxruntime(data: string): Promise<Finding> {
  const { onnxruntime, devices } = await systemInfo(resolve(data));
  const processor = devices.find((one) => one.startsWith('cpu'));
  return { ok: processor !== undefined, text: `onnxruntime ${onnxruntime} on ${processor}` };
}

/** Tries each device that could be here, as a node with an automatic device does. */
async function tryDevices(): Promise<Finding[]> {
  const { candidates, whyNot } = await import('@heed/nodes/devices.ts');
  return Promise.all(
    candidates().map(async (device) => {
      const reason = await whyNot(device);
      const name = deviceTitles[device];
      return reason
        ? { ok: false, optional: true, text: `${name}: ${reason.en}` }
        : { ok: true, text: `${name} works` };
    }),
  );
}

function checkMemory(): Finding {
  const { total, free } = machineMemory();
  return { ok: true, text: `${bytesText(total)} of memory, ${bytesText(free)} free` };
}

async function checkKinds(folder: string | undefined): Promise<Finding> {
  try {
    const { catalogue } = await loadKinds(folder && resolve(folder));
    return { ok: catalogue.size > 0, text: `${catalogue.size} node kinds` };
  } catch (error) {
    return { ok: false, text: `Node kinds do not load: ${(error as Error).message}` };
  }
}

function checkFolder(data: string): Finding {
  const path = resolve(data);
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch {
    return { ok: false, text: `The data folder ${path} cannot be written; choose another with --data` };
  }
  const holder = readHolder(data);
  const use = holder ? `, held by process ${holder.pid}${holder.url ? ` at ${holder.url}` : ''}` : '';
  return { ok: true, text: `data folder ${path}${use}` };
}

function checkEditor(): Finding {
  const ok = existsSync(join(editorFolder, 'index.html'));
  return {
    ok,
    text: ok ? 'editor built' : 'The editor is not built; build it with npx vite build apps/editor',
  };
}
