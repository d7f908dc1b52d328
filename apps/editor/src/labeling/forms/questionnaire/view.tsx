import questionnaire from '@heed/labeling/forms/questionnaire/form.ts';
import type { QuestionnaireValue } from '@heed/labeling/forms/questionnaire/value.ts';
import type { FormView } from '../form.ts';
import { keys } from './keys.ts';
import { QuestionnaireForm } from './QuestionnaireForm.tsx';

export const view: FormView<QuestionnaireValue> = { form: questionnaire, Form: QuestionnaireForm, keys };
