/** A prompt with answers to it, by which a flag is known wherever they are seen. */
export interface Flagged {
  prompt: string;
  answers: readonly string[];
}

/** Equal for equal prompts and answers. */
export function flagKey({ prompt, answers }: Flagged): string {
  return JSON.stringify([prompt, ...answers]);
}

/** The columns in which tables keep answers, those that belong together in one row. */
const answerColumns = [['completion'], ['y1', 'y2'], ['chosen', 'rejected'], ['firstText', 'secondText']];

/** What a row of a table offers to flag: its prompt with the answers beside it; undefined for other rows. */
export function flaggedOf(row: Readonly<Record<string, unknown>>): Flagged | undefined {
  const names = answerColumns.find((columns) => columns.every((name) => typeof row[name] === 'string'));
  if (!names || typeof row.prompt !== 'string') return undefined;
  return { prompt: row.prompt, answers: names.map((name) => String(row[name])) };
}
