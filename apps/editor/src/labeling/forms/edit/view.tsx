import edit from '@heed/labeling/forms/edit/form.ts';
import type { EditValue } from '@heed/labeling/forms/edit/value.ts';
import type { FormView } from '../form.ts';
import { EditForm } from './EditForm.tsx';
import { keys } from './keys.ts';

export const view: FormView<EditValue> = { form: edit, Form: EditForm, keys };
