import type { LabelingForm } from '@heed/labeling/contract/form.ts';
import type { ShownTask } from '@heed/schema';
import type { ComponentType } from 'react';
import type { KeyAction } from '../keys.ts';
import type { LabelingPlace } from '../place.ts';
import type { Draft, FormKey } from './draft.ts';

export type Settings = Record<string, unknown>;

export interface FormProps<Value = Record<string, unknown>> {
  task: ShownTask;
  settings: Settings;
  question: string;
  draft: Draft<Value>;
  setDraft(draft: Draft<Value>): void;
}

/** What a labeler's conversation with a model is shown with. */
export interface LiveProps<Value = Record<string, unknown>> extends FormProps<Value> {
  place: LabelingPlace;
  guidelines: string;
  guidelinesOpen: boolean;
  /** Are its keys heard now? */
  active: boolean;
  /** Finished already; shown pale until the next task is here. */
  leaving: boolean;
  /** Is there an answer to go back to? */
  hasEarlier: boolean;
  finish(): void;
  act(action: KeyAction): void;
}

/** How a form is shown and used by keyboard; each lies in a folder of its own and loads when it is needed. */
export interface FormView<Value = Record<string, unknown>> {
  form: LabelingForm;
  Form: ComponentType<FormProps<Value>>;
  keys(task: ShownTask, settings: Settings): FormKey<Value>[];
  /** In place of the form where a task has no candidates before the labeler says something; with the keys it has. */
  Live?: ComponentType<LiveProps<Value>>;
  liveKeys?(settings: Settings): FormKey<Value>[];
}

const views = import.meta.glob<{ view: FormView }>('./*/view.tsx');

/** Loads a form by its name. Throws where this editor does not know it. */
export async function loadForm(name: string): Promise<FormView> {
  const load = views[`./${name}/view.tsx`];
  if (!load) throw new Error(`This editor has no labeling form "${name}".`);
  return (await load()).view;
}
