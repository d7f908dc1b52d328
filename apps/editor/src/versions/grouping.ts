/** A version as a list shows it. */
export interface VersionLine {
  revision: number;
  name: string | null;
  restores: number | null;
  author: string;
  savedAt: number;
}

/** Saves by one person within this time of each other are one line. */
const TOGETHER_MS = 10 * 60_000;

export interface VersionGroup<Line extends VersionLine> {
  /** The last save of the group: what is looked at and restored. */
  newest: Line;
  /** All of its saves, newest first. */
  lines: readonly Line[];
}

/** Groups versions, newest first, by author and time. Named and restored ones stand for themselves. */
export function groupVersions<Line extends VersionLine>(versions: readonly Line[]): VersionGroup<Line>[] {
  const groups: { newest: Line; lines: Line[] }[] = [];
  for (const line of versions) {
    const group = groups.at(-1);
    const last = group?.lines.at(-1);
    if (group && last && belongs(line, last)) group.lines.push(line);
    else groups.push({ newest: line, lines: [line] });
  }
  return groups;
}

function isMarked({ name, restores }: VersionLine): boolean {
  return name !== null || restores !== null;
}

function belongs(line: VersionLine, newer: VersionLine): boolean {
  return (
    line.author === newer.author &&
    newer.savedAt - line.savedAt <= TOGETHER_MS &&
    !isMarked(line) &&
    newer.restores === null
  );
}
