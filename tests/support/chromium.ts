import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const candidates = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** Flags for a browser that only ever talks to this machine. */
export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of a Chromium or Chrome on this machine; `HEED_CHROMIUM` names another. */
export function findChromium(): string | undefined {
  const named = process.env.HEED_CHROMIUM;
  return [...(named ? [named] : []), ...candidates].find((path) => existsSync(path));
}

/** Installs Debian's Chromium where this process may do so. */
function installChromium(): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log('Chromium is missing; installing it with apt-get …');
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  const packages = ['chromium', 'fonts-noto-cjk'];
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

if (import.meta.main) {
  if (!findChromium()) installChromium();
  const found = findChromium();
  if (found) console.log(`Browser tests use ${found}.`);
  else {
    console.error(
      'The browser tests need Chromium: install it with your package manager (Debian: "apt-get install chromium"; macOS: "brew install --cask chromium"), or name one in HEED_CHROMIUM.',
    );
    process.exit(1);
  }
}
