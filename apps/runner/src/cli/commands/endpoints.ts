import { text as readAll } from 'node:stream/consumers';
import Table from 'cli-table3';
import { AuditLog } from '../../access/audit.ts';
import type { NewEndpoint } from '../../api/endpoint-inputs.ts';
import type { EndpointView } from '../../api/endpoint-views.ts';
import { readHolder, takeDataFolder } from '../../data-folder.ts';
import { openDatabase } from '../../db/open.ts';
import { listEndpoints, removeEndpoint, setEndpoint } from '../../endpoints/store.ts';
import { connect } from '../connect.ts';
import { exitCodes } from '../exit.ts';

export interface EndpointOptions {
  data: string;
  runner?: string;
  token?: string;
  json?: boolean;
}

const actor = { who: 'command line', role: 'owner', source: 'this machine' } as const;

/** What `heed endpoints` asks for. */
interface EndpointClient {
  list(): Promise<EndpointView[]>;
  set(endpoint: NewEndpoint): Promise<void>;
  remove(name: string): Promise<void>;
}

/** At a runner that serves, or in the data folder itself where none does. */
async function withEndpoints<Result>(
  options: EndpointOptions,
  work: (client: EndpointClient) => Promise<Result>,
): Promise<Result> {
  const url = options.runner ?? readHolder(options.data)?.url;
  if (url) {
    const { api, ask } = await connect({ ...options, runner: url });
    return work({
      list: () => ask(() => api.endpoints.list.query()),
      set: (endpoint) => ask(() => api.endpoints.set.mutate(endpoint)),
      remove: (name) => ask(() => api.endpoints.remove.mutate({ name })),
    });
  }
  const folder = takeDataFolder(options.data);
  const db = openDatabase(`${folder.path}/heed.db`);
  try {
    const audit = new AuditLog(db);
    return await work({
      list: async () => listEndpoints(db),
      set: async (endpoint) => {
        setEndpoint(db, endpoint, actor.who);
        audit.record(actor, 'endpoints.set', { name: endpoint.name });
      },
      remove: async (name) => {
        removeEndpoint(db, name);
        audit.record(actor, 'endpoints.remove', { name });
      },
    });
  } finally {
    db.$client.close();
    folder.release();
  }
}

/** `heed endpoints list` */
export async function list(options: EndpointOptions): Promise<number> {
  const found = await withEndpoints(options, (client) => client.list());
  if (options.json) {
    for (const one of found) console.log(JSON.stringify(one));
    return exitCodes.done;
  }
  const table = new Table({
    head: ['endpoint', 'address', 'key'],
    style: { head: [], border: [], compact: true },
  });
  for (const { name, url, hasKey } of found) table.push([name, url, hasKey ? 'yes' : 'none']);
  console.log(
    found.length ? table.toString() : 'No endpoints yet; add one with: heed endpoints add NAME URL',
  );
  return exitCodes.done;
}

/** `heed endpoints add NAME URL`: with `--key`, the key is what comes in on the standard input. */
export async function add(
  name: string,
  url: string,
  options: EndpointOptions & { key?: boolean },
): Promise<number> {
  const key = options.key ? (await readAll(process.stdin)).trim() : undefined;
  await withEndpoints(options, (client) => client.set({ name, url, key }));
  console.error(`Nodes can now call the endpoint "${name}"${key ? ' with its key' : ', without a key'}.`);
  return exitCodes.done;
}

/** `heed endpoints remove NAME` */
export async function remove(name: string, options: EndpointOptions): Promise<number> {
  await withEndpoints(options, (client) => client.remove(name));
  return exitCodes.done;
}
