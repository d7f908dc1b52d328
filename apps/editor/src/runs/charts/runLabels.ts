/** The beginning of an id tells runs apart that were asked for in the same minute. */
const ID_LETTERS = 6;

/** What each run is called where several stand together: when it was asked for, and its id where that is not enough. */
export function runLabels(
  runs: readonly { id: string; createdAt: number }[],
  time: (at: number) => string,
): Map<string, string> {
  const times = Map.groupBy(runs, ({ createdAt }) => time(createdAt));
  return new Map(
    runs.map(({ id, createdAt }) => {
      const at = time(createdAt);
      const isAlone = times.get(at)?.length === 1;
      return [id, isAlone ? at : `${at} \u00b7 ${id.slice(0, ID_LETTERS)}`];
    }),
  );
}
