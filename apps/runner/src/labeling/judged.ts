import { formOf } from '@heed/labeling/forms/index.ts';
import type { Answer } from '@heed/schema';
import type { Batch } from './batches.ts';
import { badAnswer, malformedAnswer } from './refusals.ts';
import { keyInSlot, slotAt } from './task-body.ts';

/** An answer's value as it is stored, candidates by the keys of their contents. Throws what is wrong with it. */
export function storedValue(
  { form: name, settings }: Pick<Batch, 'form' | 'settings'>,
  order: readonly string[],
  { outcome, value }: Pick<Answer, 'outcome' | 'value'>,
): string {
  const form = formOf(name);
  const parsed = form.value.safeParse(value);
  const isAllowed = outcome === 'skipped' || form.outcomes(settings).includes(outcome);
  if (!parsed.success || !isAllowed) throw malformedAnswer(name);
  const slots = order.map((_, place) => slotAt(place));
  const wrong =
    outcome === 'skipped' ? undefined : form.check({ outcome, value: parsed.data }, slots, settings);
  if (wrong) throw badAnswer(wrong);
  const keyOf = (slot: string) => {
    const key = keyInSlot(order, slot);
    if (key === undefined) throw malformedAnswer(name);
    return key;
  };
  return JSON.stringify(form.rename(parsed.data, keyOf));
}

/** A stored value as the browser that gave it knows it, candidates by slot. */
export function shownValue(form: string, order: readonly string[], value: string): Record<string, unknown> {
  const { rename, value: schema } = formOf(form);
  const slotOf = (key: string) => slotAt(order.indexOf(key));
  return rename(schema.parse(JSON.parse(value)), slotOf) as Record<string, unknown>;
}
