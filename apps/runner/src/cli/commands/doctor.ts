import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
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
}

/** `heed doctor`: looks at what Heed needs; exit code 1 where something is missing. */
export async function doctor(options: { data: string; kinds?: string }): Promise<number> {
  const findings = [checkNode(), await checkDevices(options.data), await checkKinds(options.kinds)];
  findings.push(checkFolder(options.data), checkEditor());
  for (const { ok, text } of findings) console.log(`${ok ? 'ok ' : 'NO '} ${text}`);
  return findings.every(({ ok }) => ok) ? exitCodes.done : exitCodes.failed;
}

function checkNode(): Finding {
  const ok = Number(process.versions.node.split('.')[0]) >= OLDEST_NODE;
  return {
    ok,
    text: ok ? `Node ${process.version}` : `Node ${process.version} is too old; start with npx heed`,
  };
}

async function checkDevices(data: string): Promise<Finding> {
  const { onnxruntime, devices } = await systemInfo(resolve(data));
  return { ok: devices.length > 0, text: `onnxruntime ${onnxruntime} on ${devices.join(', ')}` };
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
