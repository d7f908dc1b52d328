import { join } from 'node:path';
import Table from 'cli-table3';
import { Access } from '../../access/access.ts';
import type { MemberRole } from '../../access/roles.ts';
import type { BatchInvite, NewInvite, NewToken } from '../../api/inputs.ts';
import type { AccessList, AuditEntry } from '../../api/views.ts';
import { readHolder, takeDataFolder } from '../../data-folder.ts';
import { openDatabase } from '../../db/open.ts';
import { UserError } from '../../errors.ts';
import { exitCodes } from '../exit.ts';
import { type AccessClient, remoteAccess } from '../remote.ts';

export interface AccessOptions {
  data: string;
  runner?: string;
  token?: string;
  json?: boolean;
  /** Where links lead while nothing serves the data folder. */
  url?: string;
}

const plainStyle = { style: { head: [], border: [], compact: true } };
const DEFAULT_URL = 'http://127.0.0.1:4330';
const BY = 'command line';

/** Does something with access: at a runner that serves, or in the data folder itself where none does. */
async function withAccess(
  options: AccessOptions,
  work: (access: AccessClient) => Promise<void>,
): Promise<number> {
  const url = options.runner ?? readHolder(options.data)?.url;
  if (url) {
    await work(await remoteAccess({ ...options, runner: url }));
    return exitCodes.done;
  }
  const folder = takeDataFolder(options.data);
  try {
    const db = openDatabase(join(folder.path, 'heed.db'));
    await work(localAccess(new Access(db), options)).finally(() => db.$client.close());
  } finally {
    folder.release();
  }
  return exitCodes.done;
}

function localAccess(access: Access, { url = DEFAULT_URL }: AccessOptions): AccessClient {
  const actor = { who: BY, role: 'owner', source: 'this machine' } as const;
  return {
    async createInvite(wanted: NewInvite) {
      const { id, token, expiresAt } = access.createInvite(wanted, BY);
      access.audit.record(actor, 'access.createInvite', { id, role: wanted.role });
      const path = wanted.role === 'labeler' ? `/label/${wanted.run}/${wanted.node}` : '/';
      console.error(`Nothing serves this data folder now; the link works once "heed serve" runs at ${url}.`);
      return { id, url: `${new URL(url).origin}${path}?token=${token}`, expiresAt };
    },
    async createToken(wanted: NewToken) {
      const made = access.createToken(wanted, BY);
      access.audit.record(actor, 'access.createToken', { id: made.id, name: wanted.name, role: wanted.role });
      return made;
    },
    list: async () => access.list(),
    async revoke(id: string) {
      const revoked = access.revoke(id);
      access.audit.record(actor, 'access.revoke', { id });
      return revoked;
    },
    log: async (limit: number) => access.audit.page({ limit }),
  };
}

function time(at: number | null): string {
  return at === null ? 'never' : new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

/** `heed access link`: a one-time link for an owner. */
export async function link(options: AccessOptions & { hours?: number }): Promise<number> {
  return withAccess(options, async (access) => {
    const made = await access.createInvite({ role: 'owner', hours: options.hours });
    if (options.json) console.log(JSON.stringify(made));
    else console.log(`Open this link once, before ${time(made.expiresAt)} UTC: ${made.url}`);
  });
}

export interface InviteOptions extends AccessOptions {
  role: NewInvite['role'];
  label?: string;
  uses?: number;
  hours?: number;
  batch?: string;
}

/** `heed access invite`: a link that gives a role, to as many people as it says. */
export async function invite(options: InviteOptions): Promise<number> {
  const { role, label, uses, hours } = options;
  const wanted: NewInvite = { role, label, uses, hours, ...(role === 'labeler' && batchOf(options.batch)) };
  return withAccess(options, async (access) => {
    const made = await access.createInvite(wanted);
    if (options.json) console.log(JSON.stringify(made));
    else console.log(`Invite ${made.id} (${role}), until ${time(made.expiresAt)} UTC: ${made.url}`);
  });
}

/** `RUN/NODE` */
function batchOf(batch: string | undefined): Pick<BatchInvite, 'run' | 'node'> {
  const [, run, node] = /^([^/]+)\/([^/]+)$/.exec(batch ?? '') ?? [];
  if (run && node) return { run, node };
  throw new UserError('BAD_REQUEST', {
    en: `A labeler is invited to a batch: add --batch RUN/NODE${batch ? `, not "${batch}"` : ''}.`,
    zh: `标注者需受邀进入某个批次：请加上 --batch 运行/节点${batch ? `，而不是“${batch}”` : ''}。`,
  });
}

/** `heed access token NAME`: a secret for programs, shown once. */
export async function token(
  name: string,
  options: AccessOptions & { role: MemberRole; days?: number },
): Promise<number> {
  return withAccess(options, async (access) => {
    const made = await access.createToken({ name, role: options.role, days: options.days });
    if (options.json) console.log(JSON.stringify(made));
    else {
      console.error(`Token ${made.id} "${name}" (${options.role}); it is shown only now:`);
      console.log(made.token);
    }
  });
}

/** `heed access list`: what lets somebody in now. */
export async function list(options: AccessOptions): Promise<number> {
  return withAccess(options, async (access) => {
    const found = await access.list();
    console.log(options.json ? JSON.stringify(found) : describe(found));
  });
}

function describe({ invites, tokens, sessions }: AccessList): string {
  const table = new Table({
    head: ['id', 'what', 'role', 'name', 'seen (UTC)', 'until (UTC)'],
    ...plainStyle,
  });
  for (const one of invites) {
    const left = one.usesLeft === null ? `used ${one.used} times` : `${one.usesLeft} left`;
    table.push([one.id, 'invite', one.role, one.label, left, time(one.expiresAt)]);
  }
  for (const { id, role, name, seenAt, expiresAt } of tokens)
    table.push([id, 'token', role, name, time(seenAt), time(expiresAt)]);
  for (const one of sessions)
    table.push([
      one.id,
      'session',
      one.role,
      one.labeler ?? one.label,
      time(one.seenAt),
      time(one.expiresAt),
    ]);
  return table.toString();
}

/** `heed access revoke ID` */
export async function revoke(id: string, options: AccessOptions): Promise<number> {
  return withAccess(options, async (access) => {
    const { what } = await access.revoke(id);
    const end = { invite: 'and everybody it let in is out', token: 'is void', session: 'is ended' }[what];
    console.log(`The ${what} ${id} ${end}.`);
  });
}

/** `heed access log`: who changed what, newest last. */
export async function log(options: AccessOptions & { limit: number }): Promise<number> {
  return withAccess(options, async (access) => {
    for (const entry of (await access.log(options.limit)).reverse())
      console.log(options.json ? JSON.stringify(entry) : describeEntry(entry));
  });
}

function describeEntry({ at, who, role, source, action, target }: AuditEntry): string {
  const on = Object.entries(target).map(([name, value]) => ` ${name}=${value}`);
  const shown = new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  return `${shown}  ${who || '?'} (${role}) from ${source}  ${action}${on.join('')}`;
}
