const isMac = typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform);

const signs: Record<string, string> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  Alt: isMac ? '⌥' : 'Alt',
  Shift: isMac ? '⇧' : 'Shift',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** The keys of a shortcut as they are printed on the keyboard at hand: `Mod+S` is `['Ctrl', 'S']`. */
export function keyNames(keys: string): string[] {
  return partsOf(keys).map((key) => signs[key] ?? key);
}

/** The same for `aria-keyshortcuts`. */
export function ariaKeys(keys: string): string {
  const names: Record<string, string> = { Mod: isMac ? 'Meta' : 'Control', '+': 'Plus' };
  return partsOf(keys)
    .map((key) => names[key] ?? key)
    .join('+');
}

/** `Mod++` is Mod and the plus sign. */
function partsOf(keys: string): string[] {
  return keys === '+'
    ? ['+']
    : keys
        .replace(/\+\+$/, '+Plus')
        .split('+')
        .map((key) => (key === 'Plus' ? '+' : key));
}
