import type { LabelingForm } from '../contract/form.ts';
import dialogue from './dialogue/form.ts';
import edit from './edit/form.ts';
import pairwise from './pairwise/form.ts';
import questionnaire from './questionnaire/form.ts';
import ranking from './ranking/form.ts';
import rating from './rating/form.ts';

/** All forms, in the order in which they are offered. */
export const forms = [pairwise, ranking, rating, questionnaire, dialogue, edit] as const;

export const formNames = forms.map(({ form }) => form);

const byName = new Map<string, LabelingForm>(forms.map((form) => [form.form, form]));

/** The form of this name. Throws where there is none. */
export function formOf(name: string): LabelingForm {
  const form = byName.get(name);
  if (form) return form;
  throw new Error(`There is no labeling form "${name}"; the forms are ${formNames.join(', ')}.`);
}
