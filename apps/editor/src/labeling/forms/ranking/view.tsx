import ranking from '@heed/labeling/forms/ranking/form.ts';
import type { RankingValue } from '@heed/labeling/forms/ranking/value.ts';
import type { FormView } from '../form.ts';
import { keys } from './keys.ts';
import { RankingForm } from './RankingForm.tsx';

export const view: FormView<RankingValue> = { form: ranking, Form: RankingForm, keys };
