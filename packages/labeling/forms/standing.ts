import type { JudgementRow } from '@heed/schema';
import type { LabeledRows } from '../contract/form.ts';
import type { Policy } from '../contract/policy.ts';

/** Neither passed over nor beyond the labeler; a repeated task only checks the labeler, who has voted before. */
function isDecisive({ outcome, selection }: JudgementRow): boolean {
  return outcome !== 'skipped' && outcome !== 'cannot-judge' && selection !== 'repeat';
}

/** The judgements of one task that count under a policy: what was corrected is gone, late ones, judges and decisions as it says. */
function counting(judgements: readonly JudgementRow[], policy: Policy): JudgementRow[] {
  const { late, judges, adjudicated } = policy;
  const corrected = new Set(judgements.map(({ corrects }) => corrects));
  const standing = judgements.filter(
    (row) => !corrected.has(row.judgementId) && isDecisive(row) && (late === 'count' || !row.late),
  );
  const decided = standing.filter(({ selection }) => selection === 'adjudication');
  if (adjudicated === 'alone' && decided.length > 0) return decided.slice(-1);
  const people = standing.filter(({ labelerKind }) => labelerKind === 'person');
  return judges === 'fallback' && people.length > 0 ? people : standing;
}

/** The judgements that count, by task in the order of the tasks' first judgements; tasks without any are empty. */
export function countingByTask(judgements: readonly JudgementRow[], policy: Policy): JudgementRow[][] {
  return [...Map.groupBy(judgements, ({ taskId }) => taskId).values()].map((ofTask) =>
    counting(ofTask, policy),
  );
}

/** No rows of any type; forms fill what they give. */
export function noRows(): LabeledRows {
  return { preferences: [], rankings: [], ratings: [], unpaired: [], demonstrations: [], undecided: 0 };
}

/** What all rows of a prompt share. */
export function promptOf({ promptId, prompt, language }: JudgementRow) {
  return { promptId, prompt, language };
}
