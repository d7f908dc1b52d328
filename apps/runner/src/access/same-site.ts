import { hostname, networkInterfaces } from 'node:os';

/** The addresses under which a runner answers. */
export interface Addresses {
  /** Values of `Host`, e.g. `127.0.0.1:4330`. */
  hosts: ReadonlySet<string>;
  /** Values of `Origin`, e.g. `http://127.0.0.1:4330`. */
  origins: ReadonlySet<string>;
  /** Origins of editors of other runners, whose pages may call with a token. */
  editors: ReadonlySet<string>;
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
  /** Does it carry a token, or ask beforehand whether it may? */
  byToken?: boolean;
}

/** Where a server listens and what stands around it. */
export interface Listening {
  host: string;
  port: number;
  /** Does it speak TLS itself? */
  secure?: boolean;
  /** Further origins that stand before it, e.g. a proxy's. */
  origins?: readonly string[];
  /** Origins of editors that other runners serve. */
  editors?: readonly string[];
}

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/** Is it an address that only this machine can reach? */
export function isLoopback(host: string): boolean {
  return loopback.includes(host) || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** How a host stands in a URL. */
export function inUrl(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

/** Names of this machine: for a server that listens on all its addresses. */
function ownNames(): string[] {
  const found = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return [hostname().toLowerCase(), ...found.map(({ address }) => inUrl(address))];
}

/** Addresses at which a server answers. */
export function addressesOf({ host, port, secure, origins = [], editors = [] }: Listening): Addresses {
  const isOpen = host === '0.0.0.0' || host === '::';
  const names = [...loopback, inUrl(host)];
  if (isOpen) names.push(...ownNames());
  const hosts = names.map((name) => `${name}:${port}`);
  const proxies = origins.map((origin) => new URL(origin));
  const own = hosts.map((name) => `${secure ? 'https' : 'http'}://${name}`);
  return {
    hosts: new Set([...hosts, ...proxies.map((url) => url.host)]),
    origins: new Set([...own, ...proxies.map((url) => url.origin)]),
    editors: new Set(editors.map((origin) => new URL(origin).origin)),
  };
}

/** Why a request is refused, or undefined. Stops pages of other sites and rebound DNS names. */
export function refuse(facts: RequestFacts, { hosts, origins, editors }: Addresses): string | undefined {
  if (!facts.host || !hosts.has(facts.host)) {
    return `This runner does not answer under the name "${facts.host ?? ''}"; start it with --origin to allow it.`;
  }
  if (facts.origin !== undefined && editors.has(facts.origin)) {
    return facts.api && facts.byToken
      ? undefined
      : `Pages of ${facts.origin} may call this runner with a token only.`;
  }
  if (facts.origin !== undefined && !origins.has(facts.origin)) {
    return `Requests from pages of ${facts.origin} are not allowed.`;
  }
  const own = facts.site === undefined || facts.site === 'same-origin' || facts.site === 'none';
  const visit = !facts.api && facts.mode === 'navigate' && facts.method === 'GET';
  return own || visit ? undefined : 'Requests from other sites are not allowed.';
}
