import type { JudgementEvent } from './events/event.ts';
import type { About, AskedForm, Feedback } from './feedback.ts';

/** The ids of events that others have corrected or withdrawn. */
export function replacedIds(events: Iterable<JudgementEvent>): Set<string> {
  const replaced = new Set<string>();
  for (const { replaces } of events) if (replaces !== null) replaced.add(replaces);
  return replaced;
}

/**
 * What a standing event says in the words of other tools; undefined where they have none for it: a withdrawal, a
 * questionnaire, a repeated task, a
 * first look at a disagreement, pictures and sounds.
 */
export function feedbackOf(event: JudgementEvent): Feedback | undefined {
  const { outcome, candidates, value, form } = event;
  const isOurs = outcome === null || form === 'questionnaire' || event.selection === 'repeat' || event.blind;
  if (isOurs || candidates.some(({ media }) => media)) return undefined;
  const about = aboutOf(event);
  const texts = new Map(candidates.map(({ id, text }) => [id, text]));
  const textOf = (id: unknown) => texts.get(String(id)) ?? '';
  const [first = '', second = ''] = about.shown ?? [];
  if (outcome === 'tie') return { said: 'pair', ...about, chosen: first, rejected: second, strength: 0.5 };
  if (outcome !== 'answered')
    return { said: 'undecided', ...about, outcome, form: askedAs(form), answers: about.shown ?? [] };
  if (form === 'pairwise' || (form === 'dialogue' && candidates.length === 2)) {
    const chosen = textOf(value.chosen);
    const rejected = chosen === first ? second : first;
    const margin = event.strength as 1 | 2 | 3 | null;
    return { said: 'pair', ...about, chosen, rejected, strength: 1, ...(margin && { margin }) };
  }
  if (form === 'dialogue') {
    const chosen = textOf(value.chosen);
    const others = (about.shown ?? []).filter((one) => one !== chosen);
    return { said: 'ranking', ...about, groups: [[chosen], others] };
  }
  if (form === 'ranking')
    return { said: 'ranking', ...about, groups: (value.groups as string[][]).map((one) => one.map(textOf)) };
  if (form === 'edit') return { said: 'edit', ...about, completion: first };
  const scale = scaleIn(event.settings);
  return {
    ...{ said: 'rating', ...about, completion: first, rating: Number(value.rating) },
    ...(scale && { scale }),
  };
}

/** Other tools know a dialogue as the choice of its next turn. */
function askedAs(form: string): AskedForm {
  return form === 'dialogue' ? 'pairwise' : (form as AskedForm);
}

function aboutOf({
  prompt,
  labeler,
  labelerKind,
  candidates,
  timeMs,
  at,
  critique,
  edit,
}: JudgementEvent): About {
  return {
    ...{ prompt, labeler, shown: candidates.map(({ text }) => text) },
    ...(labelerKind === 'judge' && { kind: labelerKind }),
    ...(timeMs !== null && { timeMs }),
    ...(at !== null && { at }),
    ...(critique !== null && { critique }),
    ...(edit !== null && { edit }),
  };
}

/** The ends of a scale like "1-5". */
function scaleIn({ ratingScale }: Record<string, unknown>): [number, number] | undefined {
  const [lowest, highest] = typeof ratingScale === 'string' ? ratingScale.split('-').map(Number) : [];
  return lowest === undefined || highest === undefined ? undefined : [lowest, highest];
}
