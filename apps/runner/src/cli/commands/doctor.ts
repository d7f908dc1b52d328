import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bytesText, machineMemory } from '@heed/nodes/machine.ts';
import { deviceTitles, text } from '@heed/schema';
import { editorFolder } from '../../api/http/editor.ts';
import { readHolder } from '../../data-folder.ts';
import { loadKinds } from '../../execution/kinds.ts';
import { checkData, type Finding } from '../../operations/checks.ts';
import { fixedInfo } from '../../system.ts';
import { exitCodes } from '../exit.ts';

const OLDEST_NODE = 24;

/** `heed doctor`: looks at what Heed needs; exit code 1 where something is missing. */
export async function doctor(options: {
  data: string;
  kinds?: string;
  full: boolean;
  json: boolean;
}): Promise<number> {
  const findings = [checkNode(), await checkOnnxruntime(), await checkKinds(options.kinds)];
  const folder = checkFolder(options.data);
  findings.push(...(await tryDevices()), checkMemory(), folder, checkEditor());
  if (folder.ok) findings.push(...(await checkData(resolve(options.data), options.full)));
  for (const finding of findings)
    console.log(
      options.json
        ? JSON.stringify({ type: 'check', optional: false, ...finding })
        : `${markOf(finding)} ${finding.text.en}`,
    );
  return findings.every(({ ok, optional }) => ok || optional) ? exitCodes.done : exitCodes.failed;
}

function markOf({ ok, optional }: Finding): string {
  if (ok) return 'ok ';
  return optional ? '-  ' : 'NO ';
}

function checkNode(): Finding {
  const ok = Number(process.versions.node.split('.')[0]) >= OLDEST_NODE;
  const { version } = process;
  if (ok) return { ok, text: text(`Node ${version}`, `Node ${version}`) };
  return {
    ok,
    text: text(
      `Node ${version} is too old, Heed needs ${OLDEST_NODE}; start with npx heed`,
      `Node ${version} 过旧，Heed 需要 ${OLDEST_NODE}；请用 npx heed 启动`,
    ),
  };
}

async function checkOnnxruntime(): Promise<Finding> {
  const { onnxruntime, devices } = await fixedInfo();
  const processor = devices.find((one) => one.startsWith('cpu'));
  return {
    ok: processor !== undefined,
    text: text(`onnxruntime ${onnxruntime} on ${processor}`, `onnxruntime ${onnxruntime}，${processor}`),
  };
}

/** Tries each device that could be here, as a node with an automatic device does. */
async function tryDevices(): Promise<Finding[]> {
  const { candidates, whyNot } = await import('@heed/nodes/devices.ts');
  return Promise.all(
    candidates().map(async (device) => {
      const reason = await whyNot(device);
      const name = deviceTitles[device];
      return reason
        ? { ok: false, optional: true, text: text(`${name}: ${reason.en}`, `${name}：${reason.zh}`) }
        : { ok: true, text: text(`${name} works`, `${name} 可用`) };
    }),
  );
}

function checkMemory(): Finding {
  const { total, free } = machineMemory();
  const [all, left] = [bytesText(total), bytesText(free)];
  return { ok: true, text: text(`${all} of memory, ${left} free`, `内存 ${all}，空闲 ${left}`) };
}

async function checkKinds(folder: string | undefined): Promise<Finding> {
  try {
    const { catalogue } = await loadKinds(folder && resolve(folder));
    return {
      ok: catalogue.size > 0,
      text: text(`${catalogue.size} node kinds`, `${catalogue.size} 种节点`),
    };
  } catch (error) {
    const { message } = error as Error;
    return { ok: false, text: text(`Node kinds do not load: ${message}`, `节点类型无法载入：${message}`) };
  }
}

function checkFolder(data: string): Finding {
  const path = resolve(data);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.W_OK);
  } catch {
    return {
      ok: false,
      text: text(
        `The data folder ${path} cannot be written; choose another with --data`,
        `数据文件夹 ${path} 不可写；请用 --data 选择其他文件夹`,
      ),
    };
  }
  const holder = readHolder(data);
  const at = holder?.url ? ` ${holder.url}` : '';
  const [use, useZh] = holder
    ? [`, held by process ${holder.pid}${at && ` at${at}`}`, `，由进程 ${holder.pid} 占用${at}`]
    : ['', ''];
  return { ok: true, text: text(`data folder ${path}${use}`, `数据文件夹 ${path}${useZh}`) };
}

function checkEditor(): Finding {
  const ok = existsSync(join(editorFolder, 'index.html'));
  return {
    ok,
    text: ok
      ? text('editor built', '编辑器已构建')
      : text(
          'The editor is not built; build it with npm run build',
          '编辑器尚未构建；请用 npm run build 构建',
        ),
  };
}
