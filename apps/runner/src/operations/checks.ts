import { existsSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bytesText } from '@heed/nodes/machine.ts';
import { type Localized, text } from '@heed/schema';
import BetterSqlite3 from 'better-sqlite3';
import { migrations } from '../db/migrations/index.ts';
import { artifactFault, artifactsOf, databaseFault } from './backup.ts';

/** One line of the check-up: what was looked at, and what to do where it is not right. */
export interface Finding {
  ok: boolean;
  text: Localized;
  /** What Heed can do without; it is shown and fails nothing. */
  optional?: boolean;
}

/** Less than this, and a checkpoint of a small model may not fit. */
const LITTLE_DISK = 2 * 1024 ** 3;
/** Bytes of artifacts that a check-up reads; all of them where asked to. */
const SAMPLE_BYTES = 256 * 1024 ** 2;
/** An event this far in the future means that the clock was set back. */
const CLOCK_MS = 60_000;

/** Looks at what lies in a data folder. `full` reads every artifact instead of a sample. */
export async function checkData(folder: string, full: boolean): Promise<Finding[]> {
  const findings = [checkDisk(folder), ...checkPermissions(folder)];
  const file = join(folder, 'heed.db');
  if (!existsSync(file)) return findings;
  const database = checkDatabase(file);
  findings.push(database);
  if (database.ok) findings.push(checkClock(file), await checkArtifacts(folder, file, full));
  return findings;
}

function checkDisk(folder: string): Finding {
  const { bavail, bsize, blocks } = statfsSync(folder);
  const [free, total] = [bytesText(bavail * bsize), bytesText(blocks * bsize)];
  if (bavail * bsize >= LITTLE_DISK)
    return { ok: true, text: text(`${free} of ${total} of disk free`, `磁盘空闲 ${free}，共 ${total}`) };
  return {
    ok: false,
    optional: true,
    text: text(
      `Only ${free} of disk is free at ${folder}; make room, e.g. by collecting what nothing refers to`,
      `${folder} 所在磁盘仅空闲 ${free}；请腾出空间，例如回收无人引用的内容`,
    ),
  };
}

/** Others on the machine must not read the data folder or the secret in it. */
function checkPermissions(folder: string): Finding[] {
  if (process.platform === 'win32') return [];
  const open = ['.', 'runner.json'].filter((name) => {
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    return found !== undefined && (found.mode & 0o077) !== 0;
  });
  if (open.length === 0)
    return [{ ok: true, text: text('the data folder is for its owner only', '数据文件夹仅所有者可访问') }];
  const fix = `chmod -R go= ${folder}`;
  return [
    {
      ok: false,
      optional: true,
      text: text(
        `Other users of this machine can look into ${folder}; close it with: ${fix}`,
        `本机其他用户可以读取 ${folder}；请用以下命令关闭权限：${fix}`,
      ),
    },
  ];
}

function checkDatabase(file: string): Finding {
  const fault = databaseFault(file);
  if (fault)
    return {
      ok: false,
      text: text(
        `The database ${file} is damaged (${fault}); restore a backup with "heed restore"`,
        `数据库 ${file} 已损坏（${fault}）；请用“heed restore”恢复备份`,
      ),
    };
  const client = new BetterSqlite3(file, { readonly: true });
  const [format, sqlite] = [
    client.pragma('user_version', { simple: true }) as number,
    client.prepare('SELECT sqlite_version()').pluck().get() as string,
  ];
  client.close();
  if (format > migrations.length)
    return {
      ok: false,
      text: text(
        `The database has format ${format}, and this Heed knows ${migrations.length}; update Heed`,
        `数据库格式为 ${format}，当前 Heed 支持到 ${migrations.length}；请升级 Heed`,
      ),
    };
  return {
    ok: true,
    text: text(
      `database sound, format ${format}, SQLite ${sqlite}`,
      `数据库完好，格式 ${format}，SQLite ${sqlite}`,
    ),
  };
}

function checkClock(file: string): Finding {
  const client = new BetterSqlite3(file, { readonly: true });
  const last = client.prepare('SELECT at FROM events ORDER BY seq DESC LIMIT 1').pluck().get() as
    | number
    | undefined;
  client.close();
  if (last === undefined || last <= Date.now() + CLOCK_MS)
    return { ok: true, text: text('the clock goes on from the last event', '时钟晚于最后一个事件') };
  const [then, now] = [new Date(last).toISOString(), new Date().toISOString()];
  return {
    ok: false,
    text: text(
      `The clock says ${now}, and the last event is from ${then}; set the clock`,
      `时钟为 ${now}，而最后一个事件发生于 ${then}；请校准时钟`,
    ),
  };
}

async function checkArtifacts(folder: string, file: string, full: boolean): Promise<Finding> {
  const known = [...artifactsOf(file)];
  const order = full ? known : known.sort(() => Math.random() - 0.5);
  let [bytes, read] = [0, 0];
  for (const [id, manifest] of order) {
    if (!full && bytes > SAMPLE_BYTES) break;
    const place = join(folder, 'artifacts', id);
    const fault = existsSync(place) ? await artifactFault(place, manifest) : 'its folder is missing';
    if (fault)
      return {
        ok: false,
        text: text(
          `The artifact ${id.slice(0, 12)} is damaged (${fault}); run its node again with --fresh, or restore a backup`,
          `产物 ${id.slice(0, 12)} 已损坏（${fault}）；请用 --fresh 重新运行其节点，或恢复备份`,
        ),
      };
    bytes += manifest.files.reduce((sum, { size }) => sum + size, 0);
    read += 1;
  }
  return {
    ok: true,
    text: text(
      `${read} of ${known.length} artifacts have their digests`,
      `${known.length} 个产物中已核对 ${read} 个的摘要`,
    ),
  };
}
