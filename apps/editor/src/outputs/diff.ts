/** A stretch of text that both sides share, or that only this side has. */
export interface DiffPart {
  text: string;
  changed: boolean;
}

export interface Diff {
  before: DiffPart[];
  after: DiffPart[];
}

/** Above this many compared pairs of tokens the middle is marked as changed as a whole: about 50 ms. */
const MAX_CELLS = 4_000_000;

/** Scripts written without spaces are compared by character, all others by word. */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}_]+(?:['’][\p{L}\p{M}]+)*|\s+|./gsu;

/** Splits text into words, characters of Chinese or Japanese, runs of space, and single marks. Loses nothing. */
export function tokenize(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/**
 * Marks what differs between two texts: the longest common subsequence of their tokens is unchanged.
 * The parts of each side, joined, are that side's text.
 */
export function diffTexts(before: string, after: string): Diff {
  const a = tokenize(before);
  const b = tokenize(after);
  const head = commonHead(a, b);
  const tail = commonTail(a, b, head);
  const common = commonSubsequence(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const keptBefore = new Set(common.map(([i]) => i + head));
  const keptAfter = new Set(common.map(([, j]) => j + head));
  return { before: toParts(a, keptBefore, head, tail), after: toParts(b, keptAfter, head, tail) };
}

function commonHead(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function commonTail(a: readonly string[], b: readonly string[], head: number): number {
  const most = Math.min(a.length, b.length) - head;
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

/** Pairs of indices of a longest common subsequence, by dynamic programming from the end. */
function commonSubsequence(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length * b.length > MAX_CELLS) return [];
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] as number;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: [number, number][] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** Joins neighboring tokens of the same kind. */
function toParts(
  tokens: readonly string[],
  kept: ReadonlySet<number>,
  head: number,
  tail: number,
): DiffPart[] {
  const parts: DiffPart[] = [];
  tokens.forEach((text, index) => {
    const changed = index >= head && index < tokens.length - tail && !kept.has(index);
    const last = parts.at(-1);
    if (last?.changed === changed) last.text += text;
    else parts.push({ text, changed });
  });
  return parts;
}
