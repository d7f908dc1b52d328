import { type PromptRow, text, writeConversation } from '@heed/schema';
import { z } from 'zod';
import { type Comparison, defineForm, type Judged } from '../../contract/form.ts';
import { allPairs, byPrompt } from '../candidates.ts';
import { critiqueValue, missingCritique, strengthValue } from '../fields.ts';
import { toRows } from './rows.ts';
import { type DialogueSettings, MOST_TURNS, settings } from './settings.ts';

export const value = z.strictObject({
  chosen: z.string().optional(),
  strength: strengthValue,
  critique: critiqueValue,
  /** The turn of the labeler's own conversation that was judged, from 1. */
  turn: z.int().min(1).max(MOST_TURNS).optional(),
  /** Of a finished conversation, the judgements of its turns by their ids. */
  turns: z.array(z.string()).max(MOST_TURNS).optional(),
});
export type DialogueValue = z.infer<typeof value>;

/** Openings as they are wired; without any, so many conversations that begin alike. */
function openings(wired: readonly PromptRow[], { dialogues, opening }: DialogueSettings): PromptRow[] {
  if (wired.length > 0) return wired.slice(0, dialogues);
  const prompt = opening.trim();
  return Array.from({ length: dialogues }, (_, place) => ({
    promptId: `conversation-${place + 1}`,
    prompt,
    language: '',
  }));
}

function compare({ outcome, value }: Judged<DialogueValue>, candidates: readonly string[]): Comparison[] {
  if (outcome === 'tie') return allPairs(candidates).map((pair) => ({ tie: true, candidates: pair }));
  const { chosen, strength } = value;
  if (outcome !== 'answered' || chosen === undefined) return [];
  return candidates
    .filter((one) => one !== chosen)
    .map((worse) => ({ better: chosen, worse, ...(strength && { strength }) }));
}

/** A conversation so far, and several replies to go on with: answers from a table, or those of a model that listens. */
export default defineForm({
  form: 'dialogue',
  version: 1,
  title: text('Dialogue', '对话'),
  textsAlone: true,
  question: () => text('Which reply is better?', '哪个回复更好？'),
  sample: text(
    conversationOf(
      'I am away for two weeks in July.',
      'How nice! Who looks after your plants?',
      'Nobody. What can I do?',
    ),
    conversationOf('七月我要外出两周。', '真好！家里的植物谁来照顾？', '没有人。我该怎么办？'),
  ),
  settings,
  value,
  outcomes: () => ['answered', 'tie', 'both-bad', 'cannot-judge'],
  tasks: (candidates, { replies }, random) =>
    byPrompt(candidates, random, (different, own) =>
      different.length < 2 ? [] : [own.shuffle(different).slice(0, replies)],
    ),
  live: (wired, policy, asked) =>
    openings(wired, asked).map(({ promptId, prompt, language }) => ({
      ...{ promptId, prompt, language },
      ...{ candidates: [], policy },
    })),
  isOwn: ({ turn }) => turn !== undefined,
  check: ({ outcome, value: said }, slots, asked) => {
    if (outcome !== 'answered') return undefined;
    if (slots.length === 0) return said.turns?.length ? undefined : nothingJudged;
    if (!said.chosen || !slots.includes(said.chosen))
      return text('Choose a reply first, then submit.', '请先选择一个回复，再提交。');
    if (asked.askStrength && !said.strength && slots.length > 1)
      return text('Say how much better it is, then submit.', '请先说明好多少，再提交。');
    return missingCritique(asked.critique, said.critique);
  },
  rename: (answer, name) => ({
    ...answer,
    ...(answer.chosen !== undefined && { chosen: name(answer.chosen) }),
  }),
  compare,
  category: ({ outcome, value: { chosen = '' } }, candidates) => {
    const place = candidates.toSorted().indexOf(chosen);
    if (outcome === 'answered') return place < 0 ? null : String.fromCharCode(97 + place);
    return outcome === 'tie' || outcome === 'both-bad' ? outcome : null;
  },
  columns: ({ outcome, value: { chosen, strength, critique } }) => ({
    chosenId: outcome === 'answered' ? (chosen ?? null) : null,
    strength: outcome === 'answered' ? (strength ?? null) : null,
    critique: critique || null,
    edit: null,
  }),
  rows: (judgements, policy) => toRows(judgements, policy),
});

const nothingJudged = text('Judge at least one reply, then finish.', '请至少评判一轮回复，再结束对话。');

/** Messages of the user and the assistant by turns. */
function conversationOf(...said: string[]): string {
  return writeConversation(
    said.map((content, place) => ({ role: place % 2 ? 'assistant' : 'user', content })),
  );
}
