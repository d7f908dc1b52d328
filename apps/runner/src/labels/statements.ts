import type { JudgementEvent } from '@heed/labeling/formats/events/event.ts';
import type { Feedback } from '@heed/labeling/formats/feedback.ts';
import { answersOf, formOf as askedForm, BadRecord } from '@heed/labeling/formats/feedback.ts';
import { detectLanguage } from '@heed/nodes/shared/language.ts';
import { promptIdOf } from '@heed/nodes/shared/prompt-id.ts';
import { digestOf } from '../canonical.ts';
import { candidateKey } from '../labeling/keys.ts';

/** What the statements of a file have in common. */
export interface StatementSource {
  source: string;
  /** The form of the set, and the settings with which it asks. */
  form: string;
  settings: Record<string, unknown>;
  round: number;
  /** How often each statement of nobody known was met: two equal ones are two people. */
  met: Map<string, number>;
}

/**
 * A statement of another tool as an event. Its id follows from what it says, so that a file that is imported twice
 * counts once. Where the order shown is not known it is drawn by the contents: chosen answers first would look like a
 * bias for the first.
 */
export function eventOfFeedback(one: Feedback, about: StatementSource): JudgementEvent {
  const form = formOfStatement(one, about.form);
  const answers = answersOf(one);
  const ids = new Map(answers.map((text) => [text, candidateKey({ text })]));
  if (ids.size < answers.length)
    throw new BadRecord('has two answers that read the same', '有两个内容相同的回答');
  const idOf = (text: string) => ids.get(text) ?? candidateKey({ text });
  const shown = one.shown ? answers : answers.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const { outcome, value } = saidBy(one, idOf);
  const labeler = one.labeler ?? about.source;
  const promptId = promptIdOf(one.prompt);
  const said = [about.source, labeler, form, promptId, [...ids.values()].sort(), outcome, value];
  const isRight = one.isRight === true;
  return {
    ...{ heed: 1, event: 'answer', id: idOfStatement(said, one.labeler === null, about.met), task: promptId },
    ...{ promptId, prompt: one.prompt, language: detectLanguage(one.prompt), form, formVersion: 1 },
    ...{ settings: about.settings, guidelineVersion: '', outcome, value, chosen: value.chosen ?? null },
    candidates: shown.map((text) => ({ id: idOf(text), text, model: null })),
    ...{ strength: value.strength ?? null, critique: one.critique ?? null, edit: one.edit ?? null },
    ...{ timeMs: one.timeMs ?? null, at: one.at ?? null, labeler, labelerKind: one.kind ?? 'person' },
    ...{
      round: about.round,
      selection: isRight ? 'gold' : 'fixed',
      late: false,
      counted: true,
      blind: false,
      played: null,
    },
    ...{ replaces: null, source: about.source },
  };
}

function idOfStatement(said: unknown[], isOfNobody: boolean, met: Map<string, number>): string {
  const id = digestOf(said).slice(0, 32);
  if (!isOfNobody) return id;
  const number = met.get(id) ?? 0;
  met.set(id, number + 1);
  return number === 0 ? id : digestOf([id, number]).slice(0, 32);
}

/** A choice between two replies is one of a dialogue where the set asks so; whoever skips does not say what was asked. */
function formOfStatement(one: Feedback, wanted: string): string {
  const form = askedForm(one);
  const isOfOne = form === 'rating' || form === 'edit';
  if (form === 'pairwise' && wanted === 'dialogue') return wanted;
  return one.said === 'undecided' && isOfOne && wanted === 'edit' ? wanted : form;
}

type Said = Pick<JudgementEvent, 'outcome'> & {
  value: { chosen?: string; strength?: 1 | 2 | 3; [field: string]: unknown };
};

function saidBy(one: Feedback, idOf: (text: string) => string): Said {
  const critique = one.critique === undefined ? {} : { critique: one.critique };
  const edit = one.edit === undefined ? {} : { edit: one.edit };
  if (one.said === 'undecided') return { outcome: one.outcome, value: critique };
  if (one.said === 'pair') {
    if (one.strength <= 0.5) return { outcome: 'tie', value: { ...critique, ...edit } };
    const strength = one.margin && { strength: one.margin };
    return { outcome: 'answered', value: { chosen: idOf(one.chosen), ...strength, ...critique, ...edit } };
  }
  if (one.said === 'ranking')
    return {
      outcome: 'answered',
      value: { groups: one.groups.map((group) => group.map(idOf)), ...critique },
    };
  if (one.said === 'rating') return { outcome: 'answered', value: { rating: one.rating, ...critique } };
  return {
    outcome: 'answered',
    value: one.edit === undefined ? { keep: true, ...critique } : { ...edit, ...critique },
  };
}
