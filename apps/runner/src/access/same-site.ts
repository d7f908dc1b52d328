/** The addresses under which a runner answers. */
export interface Addresses {
  /** Values of `Host`, e.g. `127.0.0.1:4330`. */
  hosts: ReadonlySet<string>;
  /** Values of `Origin`, e.g. `http://127.0.0.1:4330`. */
  origins: ReadonlySet<string>;
}

export interface RequestFacts {
  method: string;
  host: string | undefined;
  origin: string | undefined;
  /** `Sec-Fetch-Site` and `Sec-Fetch-Mode`, which browsers set and pages cannot. */
  site: string | undefined;
  mode: string | undefined;
  /** Is the path data or an action, rather than a page of the editor? */
  api: boolean;
}

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/** Addresses of a server on a host and port, with further origins that stand before it, e.g. a proxy's. */
export function addressesOf(host: string, port: number, more: readonly string[] = []): Addresses {
  const names = loopback.includes(host) || host === '::1' ? loopback : [...loopback, host];
  const hosts = names.map((name) => `${name}:${port}`);
  const proxies = more.map((origin) => new URL(origin));
  return {
    hosts: new Set([...hosts, ...proxies.map((url) => url.host)]),
    origins: new Set([...hosts.map((name) => `http://${name}`), ...proxies.map((url) => url.origin)]),
  };
}

/** Why a request is refused, or undefined. Stops pages of other sites and rebound DNS names. */
export function refuse(facts: RequestFacts, { hosts, origins }: Addresses): string | undefined {
  if (!facts.host || !hosts.has(facts.host)) {
    return `This runner does not answer under the name "${facts.host ?? ''}"; start it with --origin to allow it.`;
  }
  if (facts.origin !== undefined && !origins.has(facts.origin)) {
    return `Requests from pages of ${facts.origin} are not allowed.`;
  }
  const own = facts.site === undefined || facts.site === 'same-origin' || facts.site === 'none';
  const visit = !facts.api && facts.mode === 'navigate' && facts.method === 'GET';
  return own || visit ? undefined : 'Requests from other sites are not allowed.';
}
