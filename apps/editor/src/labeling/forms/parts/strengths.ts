import { type Localized, text } from '@heed/schema';
import type { Draft, FormKey } from '../draft.ts';
import type { Settings } from '../form.ts';

export type Strength = 1 | 2 | 3;

/** What is said of a choice and of how strong it is. */
export interface Chosen {
  chosen?: string;
  strength?: Strength;
}

export const strengths: readonly { strength: Strength; key: string; title: Localized }[] = [
  { strength: 1, key: 'q', title: text('Slightly better', '略好') },
  { strength: 2, key: 'w', title: text('Clearly better', '明显更好') },
  { strength: 3, key: 'e', title: text('Much better', '好得多') },
];

/** How strong a choice is: choosing the same again makes it stronger, where strength is asked. */
export function strengthAfter(
  { chosen: before, strength = 0 as Strength }: Chosen,
  chosen: string,
  settings: Settings,
): Pick<Chosen, 'strength'> {
  if (settings.askStrength !== true) return {};
  return { strength: (before === chosen ? (strength % 3) + 1 : 1) as Strength };
}

/** The draft with the choice made as strong as this. */
export function strengthen<Value extends Chosen>(draft: Draft<Value>, strength: Strength): Draft<Value> {
  return draft.value.chosen ? { ...draft, value: { ...draft.value, strength } } : draft;
}

/** The keys for strength, where the form asks for it. */
export function strengthKeys<Value extends Chosen>(settings: Settings): FormKey<Value>[] {
  return (settings.askStrength === true ? strengths : []).map(({ strength, key, title }) => ({
    keys: [key],
    title,
    press: (draft) => strengthen(draft, strength),
  }));
}
