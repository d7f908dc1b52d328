import pairwise, { type PairwiseValue } from '@heed/labeling/forms/pairwise/form.ts';
import type { FormView } from '../form.ts';
import { keys } from './keys.ts';
import { PairwiseForm } from './PairwiseForm.tsx';

export const view: FormView<PairwiseValue> = { form: pairwise, Form: PairwiseForm, keys };
