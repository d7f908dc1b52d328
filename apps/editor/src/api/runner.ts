/** Another runner than the one that served the page, with the token that it lets this browser in by. */
export interface OtherRunner {
  /** Its origin, e.g. `https://gpu-box:4333`. */
  url: string;
  token: string;
  /** What its machine is called. */
  name: string;
  /** Of Heed there, and of the runner that this editor came with. */
  version?: string;
  editorVersion?: string;
}

const STORAGE_KEY = 'heed.runner';

/** The runner that this tab was switched to; undefined for the one that served the page. */
export const otherRunner: OtherRunner | undefined = readChoice();

function readChoice(): OtherRunner | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** Switches this tab to another runner, or back without one. The token is forgotten with the tab. */
export function switchRunner(chosen: OtherRunner | undefined): void {
  if (chosen) sessionStorage.setItem(STORAGE_KEY, JSON.stringify(chosen));
  else sessionStorage.removeItem(STORAGE_KEY);
  window.location.assign('/');
}

/** The address of a path of the runner, e.g. `runnerUrl('/trpc')`. */
export function runnerUrl(path: string, runner = otherRunner): string {
  return runner ? `${runner.url}${path}` : path;
}

/** `fetch` to the runner of this tab: by its token where it is another one, else by the browser's cookie. */
export function runnerFetch(path: string, init: RequestInit = {}, runner = otherRunner): Promise<Response> {
  if (!runner) return fetch(path, init);
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${runner.token}`);
  return fetch(runnerUrl(path, runner), { ...init, headers, credentials: 'omit' });
}
