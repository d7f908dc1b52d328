import rating from '@heed/labeling/forms/rating/form.ts';
import type { RatingValue } from '@heed/labeling/forms/rating/value.ts';
import type { FormView } from '../form.ts';
import { keys } from './keys.ts';
import { RatingForm } from './RatingForm.tsx';

export const view: FormView<RatingValue> = { form: rating, Form: RatingForm, keys };
