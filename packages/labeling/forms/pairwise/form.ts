import { field, text } from '@heed/schema';
import { z } from 'zod';
import { defineForm, type Judged } from '../../contract/form.ts';
import { things } from '../../contract/things.ts';
import { allPairs, byPrompt } from '../candidates.ts';
import {
  askStrength,
  critique,
  critiqueValue,
  editValue,
  missingCritique,
  mustPlay,
  showAs,
  strengthValue,
} from '../fields.ts';
import { knownOrder } from '../quality.ts';
import { toRows } from './rows.ts';

export const settings = z.object({
  pairsPerPrompt: field(z.int().min(1).max(1000).default(2), {
    title: text('Pairs a prompt', '每提示对数'),
    help: text('Pairs drawn among the different answers to a prompt.', '从同一提示的不同回答中抽取的对数。'),
    unit: text('pairs', '对'),
    showWhen: { field: 'form', is: ['pairwise'] },
  }),
  askStrength,
  askEdit: field(z.boolean().default(false), {
    title: text('Let labelers improve', '允许修改'),
    help: text(
      'Labelers may write a better version of the chosen answer: it is better than both.',
      '标注者可写出所选回答的更好版本；该版本优于两个回答。',
    ),
    showWhen: { field: 'form', is: ['pairwise'] },
  }),
  critique,
  mustPlay,
  showAs,
});

export const value = z.strictObject({
  chosen: z.string().optional(),
  strength: strengthValue,
  critique: critiqueValue,
  edit: editValue,
});
export type PairwiseValue = z.infer<typeof value>;

/** Which of the two ids in alphabetical order was chosen: it does not follow from the order shown. */
function side(chosen: string | undefined, candidates: readonly string[]): 'a' | 'b' {
  return chosen === candidates.toSorted()[0] ? 'a' : 'b';
}

function ordinal({ outcome, value }: Judged<PairwiseValue>, candidates: readonly string[]): number | null {
  if (outcome === 'tie') return 0;
  if (outcome !== 'answered') return null;
  return (side(value.chosen, candidates) === 'a' ? -1 : 1) * (value.strength ?? 1);
}

/** Two answers, and which is better. */
export default defineForm({
  form: 'pairwise',
  version: 1,
  title: text('Pairwise choice', '成对选择'),
  question: (_, modality = 'text') => {
    const { en, zh } = things[modality].one;
    return text(`Which ${en} is better?`, `哪个${zh}更好？`);
  },
  settings,
  value,
  outcomes: () => ['answered', 'tie', 'both-bad', 'cannot-judge'],
  tasks: (candidates, { pairsPerPrompt }, random) =>
    byPrompt(candidates, random, (different, own) =>
      own
        .shuffle(allPairs(different))
        .slice(0, pairsPerPrompt)
        .map((pair) => own.shuffle(pair)),
    ),
  check: ({ outcome, value }, slots, settings) => {
    if (outcome !== 'answered') return undefined;
    if (!value.chosen || !slots.includes(value.chosen))
      return text('Choose one first, then submit.', '请先选择，再提交。');
    if (settings.askStrength && !value.strength)
      return text('Say how much better it is, then submit.', '请先说明好多少，再提交。');
    return missingCritique(settings.critique, value.critique);
  },
  known: (quality, candidates) => {
    const [best] = knownOrder(quality, candidates) ?? [];
    if (!best) return undefined;
    const [chosen] = best;
    return best.length > 1 ? { outcome: 'tie', value: {} } : { outcome: 'answered', value: { chosen } };
  },
  rename: (answer, name) => ({
    ...answer,
    ...(answer.chosen !== undefined && { chosen: name(answer.chosen) }),
  }),
  compare: ({ outcome, value: { chosen, strength } }, candidates) => {
    const [first, second] = candidates;
    if (first === undefined || second === undefined) return [];
    if (outcome === 'tie') return [{ tie: true, candidates: [first, second] }];
    if (outcome !== 'answered' || chosen === undefined) return [];
    return [{ better: chosen, worse: chosen === first ? second : first, ...(strength && { strength }) }];
  },
  category: ({ outcome, value }, candidates) => {
    if (outcome === 'answered') return side(value.chosen, candidates);
    return outcome === 'tie' || outcome === 'both-bad' ? outcome : null;
  },
  ordinal,
  columns: ({ outcome, value: { chosen, strength, critique, edit } }) => ({
    chosenId: outcome === 'answered' ? (chosen ?? null) : null,
    strength: outcome === 'answered' ? (strength ?? null) : null,
    critique: critique || null,
    edit: edit || null,
  }),
  rows: (judgements, policy) => toRows(judgements, policy),
});
