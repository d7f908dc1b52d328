import { randomUUID } from 'node:crypto';
import type { Graph } from '@heed/schema';
import type { NewInvite, NewToken } from '../api/inputs.ts';
import type { AccessList, AuditEntry } from '../api/views.ts';
import type { Client } from './client.ts';
import { type Connection, type ConnectOptions, connect, HttpError } from './connect.ts';
import { followEvents } from './follow-events.ts';
import { remoteLibrary } from './library.ts';
import { Patience } from './patience.ts';
import { type Uploads, uploadsTo } from './uploads.ts';

/** A runner behind a URL. Throws where it cannot be reached or does not let us in; later it is waited for. */
export async function remoteClient(options: ConnectOptions): Promise<Client & { uploads: Uploads }> {
  const connection = await connect(options);
  const { origin, headers, api, isHere } = connection;
  const patience = new Patience(origin);
  const ask = <Result>(call: () => Promise<Result>) => connection.ask(() => patience.keepTrying(call));
  return {
    isRemote: !isHere,
    start: ({ graph, ...wish }) => {
      const start = { ...wish, graph: graph as Graph, idempotencyKey: randomUUID() };
      return ask(() => api.runs.start.mutate(start));
    },
    cancel: (id) => ask(() => api.runs.cancel.mutate({ id })),
    pause: (id) => ask(() => api.runs.pause.mutate({ id })),
    resume: (id) => ask(() => api.runs.resume.mutate({ id })),
    run: (id) => ask(() => api.runs.get.query({ id })),
    runs: () => ask(() => api.runs.list.query({})),
    events: (run, signal) => followEvents(api, run, signal, patience),
    logs: (query) => ask(() => api.runs.logs.query(query)),
    artifact: (id) => ask(() => api.artifacts.get.query({ id })),
    report: (id) => ask(() => api.artifacts.report.query({ id })),
    rows: (query) => ask(() => api.artifacts.rows.query(query)),
    lineage: (query) => ask(() => api.artifacts.lineage.query(query)),
    file: (id, path) => download(`${origin}/artifacts/${id}/files/${encodePath(path)}`, headers),
    keepTrying: (call) => connection.ask(() => patience.keepTrying(call)),
    placeOf: (id) => `${origin}/artifacts/${id}`,
    system: () => ask(() => api.system.info.query()),
    library: remoteLibrary(api, connection.ask),
    close: async () => {},
    uploads: uploadsTo(connection, patience),
  };
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

async function download(url: string, headers: Connection['headers']): Promise<AsyncIterable<Uint8Array>> {
  const answer = await fetch(url, { headers });
  if (!answer.ok || !answer.body) throw new HttpError(answer.status, await answer.text());
  return answer.body as unknown as AsyncIterable<Uint8Array>;
}

/** What `heed access` asks for. */
export interface AccessClient {
  createInvite(invite: NewInvite): Promise<{ id: string; url: string; expiresAt: number }>;
  createToken(token: NewToken): Promise<{ id: string; token: string }>;
  list(): Promise<AccessList>;
  revoke(id: string): Promise<{ what: 'invite' | 'token' | 'session' }>;
  /** Newest first. */
  log(limit: number): Promise<AuditEntry[]>;
}

/** Access at a runner behind a URL. */
export async function remoteAccess(options: ConnectOptions): Promise<AccessClient> {
  const { api, ask } = await connect(options);
  return {
    createInvite: (invite) => ask(() => api.access.createInvite.mutate(invite)),
    createToken: (token) => ask(() => api.access.createToken.mutate(token)),
    list: () => ask(() => api.access.list.query()),
    revoke: (id) => ask(() => api.access.revoke.mutate({ id })),
    log: (limit) => ask(() => api.access.log.query({ limit })),
  };
}
