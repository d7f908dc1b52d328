import type { JudgementRow, PairwiseAnswer, PairwiseTask, PreferenceRow } from '@heed/schema';

export type Ties = 'drop' | 'half';

/** Answers for each candidate of a task, whatever the order in which they were shown. */
interface Votes {
  first: number;
  second: number;
  tie: number;
}

function countVotes(task: PairwiseTask, judgements: readonly JudgementRow[]): Votes {
  const votes: Votes = { first: 0, second: 0, tie: 0 };
  const [first] = task.candidates;
  for (const { answer, firstId } of judgements) {
    if (answer === 'tie') votes.tie++;
    else if (answer === 'first' || answer === 'second')
      votes[(answer === 'first') === (firstId === first.id) ? 'first' : 'second']++;
  }
  return votes;
}

/** Share of the votes for the first candidate; ties count half or not at all. Nothing without votes. */
function firstShare({ first, second, tie }: Votes, ties: Ties): number | undefined {
  const halves = ties === 'half' ? tie : 0;
  const all = first + second + halves;
  return all ? (first + halves / 2) / all : undefined;
}

/**
 * The majority's preference for each task; its strength is the majority's share of the votes.
 * Tasks without a winner are left out, or kept at strength 0.5 where ties count half.
 */
export function toPreferences(
  tasks: readonly PairwiseTask[],
  judgements: readonly JudgementRow[],
  languages: ReadonlyMap<string, string>,
  ties: Ties,
): { preferences: PreferenceRow[]; tiesDropped: number } {
  const byTask = Map.groupBy(judgements, ({ taskId }) => taskId);
  let tiesDropped = 0;
  const preferences = tasks.flatMap((task) => {
    const votes = countVotes(task, byTask.get(task.taskId) ?? []);
    const share = firstShare(votes, ties);
    const isTie = share === undefined ? votes.tie > 0 : share === 0.5;
    if (isTie && ties === 'drop') tiesDropped++;
    if (share === undefined || (isTie && ties === 'drop')) return [];
    const [first, second] = task.candidates;
    const [chosen, rejected] = share >= 0.5 ? [first, second] : [second, first];
    const { promptId, prompt } = task;
    const language = languages.get(promptId) ?? '';
    const preferenceStrength = Math.max(share, 1 - share);
    return [{ promptId, prompt, language, chosen: chosen.text, rejected: rejected.text, preferenceStrength }];
  });
  return { preferences, tiesDropped };
}

/** What a labeler said, independent of the order shown: the id of the better answer, or the answer itself. */
function meaning({ answer, firstId, secondId }: JudgementRow): string {
  if (answer === 'first') return `better:${firstId}`;
  return answer === 'second' ? `better:${secondId}` : answer;
}

/** Share of equal answers among all two judgements of the same task; nothing where no task has two. */
export function agreement(judgements: readonly JudgementRow[]): number | undefined {
  let equal = 0;
  let all = 0;
  for (const ofTask of Map.groupBy(judgements, ({ taskId }) => taskId).values()) {
    const counts = Map.groupBy(ofTask, meaning).values();
    for (const { length } of counts) equal += (length * (length - 1)) / 2;
    all += (ofTask.length * (ofTask.length - 1)) / 2;
  }
  return all ? equal / all : undefined;
}

/** How often each answer was given. */
export function countAnswers(judgements: readonly JudgementRow[]) {
  const count = (wanted: PairwiseAnswer) => judgements.filter(({ answer }) => answer === wanted).length;
  return {
    first: count('first'),
    second: count('second'),
    tie: count('tie'),
    bothBad: count('both-bad'),
    cannotJudge: count('cannot-judge'),
    skipped: count('skipped'),
  };
}
