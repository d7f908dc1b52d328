const STORAGE_KEY = 'heed.tab';
const LOCK = 'heed.tab.';

/** The tabs of this browser in which Heed is open. */
export interface Tabs {
  /** The name of this one, which it keeps when it is loaded again. */
  own: string;
  isOpen(tab: string): boolean;
}

/** Takes the lock of a tab's name for as long as the page lives; false where another page has it. */
function take(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(LOCK + name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise(() => {}) : undefined;
    });
  });
}

/** A copied tab brings the name of the one it was copied from, and gets one of its own. */
async function nameTab(): Promise<string> {
  const kept = sessionStorage.getItem(STORAGE_KEY);
  const name = kept ?? newName();
  if (!navigator.locks || (await take(name))) return keepName(name);
  const other = newName();
  await take(other);
  return keepName(other);
}

function newName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

function keepName(name: string): string {
  sessionStorage.setItem(STORAGE_KEY, name);
  return name;
}

let named: Promise<string> | undefined;

/** Which tabs are open now. Where the browser has no locks (plain HTTP to another machine) no other one counts as open. */
export async function openTabs(): Promise<Tabs> {
  named ??= nameTab();
  const own = await named;
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const open = new Set(held.map(({ name = '' }) => name));
  return { own, isOpen: (tab) => open.has(LOCK + tab) };
}
