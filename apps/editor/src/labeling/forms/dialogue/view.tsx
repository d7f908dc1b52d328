import dialogue from '@heed/labeling/forms/dialogue/form.ts';
import type { FormView } from '../form.ts';
import { DialogueForm } from './DialogueForm.tsx';
import { keys, liveKeys, type TurnValue } from './keys.ts';
import { Live } from './Live.tsx';

export const view: FormView<TurnValue> = { form: dialogue, Form: DialogueForm, keys, Live, liveKeys };
