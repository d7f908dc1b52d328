import type { LabelingCandidate, MadeTasks, TaskRandom } from '../contract/form.ts';

type MadeTask = MadeTasks['tasks'][number];

/** The first candidate of every different content. */
function distinct(candidates: readonly LabelingCandidate[]): LabelingCandidate[] {
  const contentOf = ({ text, media }: LabelingCandidate) => JSON.stringify([text, media?.path ?? '']);
  return [...new Map(candidates.toReversed().map((one) => [contentOf(one), one])).values()].reverse();
}

/** The candidates of each prompt that differ, with a random stream of the prompt's own. */
export function byPrompt(
  candidates: readonly LabelingCandidate[],
  random: TaskRandom,
  make: (different: LabelingCandidate[], random: TaskRandom) => LabelingCandidate[][],
): MadeTasks {
  let identicalSkipped = 0;
  const tasks = [...Map.groupBy(candidates, ({ promptId }) => promptId).values()].flatMap((group) => {
    const different = distinct(group);
    identicalSkipped += group.length - different.length;
    return make(different, random.fork(group[0]?.promptId ?? '')).flatMap(taskOf);
  });
  return { tasks, identicalSkipped };
}

function taskOf(together: LabelingCandidate[]): MadeTask[] {
  const [first] = together;
  if (!first) return [];
  const { promptId, prompt, language } = first;
  const candidates = together.map(({ id, text, media, model }) => ({
    id,
    text,
    model,
    ...(media && { media }),
  }));
  return [{ promptId, prompt, language, candidates }];
}

/** All two of several things. */
export function allPairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((first, at) => items.slice(at + 1).map((second): [T, T] => [first, second]));
}
