import type { Localized, Outcome } from '@heed/schema';

/** What a labeler has said so far. Nothing is filled in before they say it. */
export interface Draft<Value = Record<string, unknown>> {
  outcome?: Outcome;
  value: Value;
  /** What the next keys speak of: a candidate's slot or a question. */
  focus?: string;
}

/** A key of a form and what it does to the draft. */
export interface FormKey<Value = Record<string, unknown>> {
  keys: readonly string[];
  title: Localized;
  press(draft: Draft<Value>): Draft<Value>;
}

/** Nothing said yet. */
export const emptyDraft: Draft = { value: {} };
