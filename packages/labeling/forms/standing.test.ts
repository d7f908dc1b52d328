import type { LabelingTask } from '@heed/schema';
import { expect, it } from 'vitest';
import { policySchema } from '../contract/policy.ts';
import { personJudgement } from '../testing.ts';
import { countingByTask } from './standing.ts';

const task: LabelingTask = {
  ...{ taskId: 't', promptId: 'p', prompt: 'Prompt', language: 'en' },
  candidates: ['a', 'b'].map((id) => ({ id, text: id, model: null })),
};
const chosen = (id: string) => ({ outcome: 'answered' as const, value: { chosen: id } });

it('a labeler who was shown a task again votes once, and late answers vote only where the policy says so', () => {
  const rows = [
    personJudgement(task, 'Ada', chosen('a')),
    personJudgement(task, 'Ada', chosen('b'), { judgementId: 'again', selection: 'repeat', counted: false }),
    personJudgement(task, 'Bo', chosen('b'), { late: true, counted: false }),
  ];
  const voters = (late: 'drop' | 'count') =>
    countingByTask(rows, policySchema.parse({ late })).map((ofTask) => ofTask.map(({ labeler }) => labeler));
  expect(voters('drop')).toEqual([['Ada']]);
  expect(voters('count')).toEqual([['Ada', 'Bo']]);
});

it('what a named person decided stands alone, or is one more vote where the policy says so', () => {
  const rows = [
    personJudgement(task, 'Ada', chosen('a')),
    personJudgement(task, 'Bo', chosen('b')),
    personJudgement(task, 'Lin', chosen('b'), { selection: 'adjudication', counted: false }),
  ];
  const voters = (adjudicated: 'alone' | 'vote') =>
    countingByTask(rows, policySchema.parse({ adjudicated })).map((own) => own.map(({ labeler }) => labeler));
  expect(voters('alone')).toEqual([['Lin']]);
  expect(voters('vote')).toEqual([['Ada', 'Bo', 'Lin']]);
});

it('a decision that says nothing leaves the matter to the votes', () => {
  const rows = [
    personJudgement(task, 'Ada', chosen('a')),
    personJudgement(
      task,
      'Lin',
      { outcome: 'cannot-judge', value: {} },
      { selection: 'adjudication', counted: false },
    ),
  ];
  const [ofTask] = countingByTask(rows, policySchema.parse({}));
  expect(ofTask?.map(({ labeler }) => labeler)).toEqual(['Ada']);
});
