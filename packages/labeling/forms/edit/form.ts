import { field, text } from '@heed/schema';
import { z } from 'zod';
import { defineForm } from '../../contract/form.ts';
import { byPrompt } from '../candidates.ts';
import { critique, missingCritique, showAs } from '../fields.ts';
import { toRows } from './rows.ts';
import { value } from './value.ts';

export const settings = z.object({
  editedPerPrompt: field(z.int().min(1).max(1000).default(1), {
    title: text('Answers a prompt', '每提示回答数'),
    help: text('Different answers to a prompt that are edited.', '每个提示中接受修改的不同回答数。'),
    unit: text('answers', '个'),
    showWhen: { field: 'form', is: ['edit'] },
  }),
  critique,
  showAs,
});

/** One answer, what is wrong with it, and a better version. */
export default defineForm({
  form: 'edit',
  version: 1,
  title: text('Critique and edit', '评语与修改'),
  textsAlone: true,
  question: () => text('How should this answer read?', '这个回答应当怎样写？'),
  settings,
  value,
  outcomes: () => ['answered', 'both-bad', 'cannot-judge'],
  tasks: (candidates, { editedPerPrompt }, random) =>
    byPrompt(candidates, random, (different, own) =>
      own
        .shuffle(different)
        .slice(0, editedPerPrompt)
        .map((candidate) => [candidate]),
    ),
  check: ({ outcome, value: given }, _, asked) => {
    if (outcome !== 'answered') return undefined;
    if (!given.keep && !given.edit?.trim())
      return text(
        'Edit the answer, or say that it is good as it is, then submit.',
        '请先修改回答，或说明它已经很好，再提交。',
      );
    return missingCritique(asked.critique, given.critique);
  },
  rename: (answer) => answer,
  compare: () => [],
  category: ({ outcome, value: { keep } }) => {
    if (outcome === 'both-bad') return 'bad';
    if (outcome !== 'answered') return null;
    return keep ? 'kept' : 'edited';
  },
  columns: ({ outcome, value: { keep, edit, critique: said } }) => ({
    chosenId: null,
    strength: null,
    critique: said || null,
    edit: outcome === 'answered' && !keep ? edit || null : null,
  }),
  rows: toRows,
});
