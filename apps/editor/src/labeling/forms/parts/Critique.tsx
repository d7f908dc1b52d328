import { MAX_CRITIQUE } from '@heed/labeling/forms/fields.ts';
import { Textarea } from '@mantine/core';
import { useLabelingWords } from '../../text.ts';
import type { Draft } from '../draft.ts';
import type { FormProps } from '../form.ts';
import { asksCritique } from './keys.ts';
import { useFocusWhen } from './useFocusWhen.ts';

type Criticized = { critique?: string };

/** Where labelers say in words what is good or bad; absent where the form does not ask. */
export function Critique<Value extends Criticized>({
  settings,
  draft,
  setDraft,
}: Pick<FormProps<Value>, 'settings' | 'draft' | 'setDraft'>) {
  const words = useLabelingWords();
  const field = useFocusWhen<HTMLTextAreaElement>(draft.focus === 'critique');
  if (!asksCritique(settings)) return null;
  const change = (critique: string) =>
    setDraft({ ...draft, value: { ...draft.value, critique: critique || undefined } } as Draft<Value>);
  return (
    <Textarea
      ref={field}
      mt="md"
      label={words('critique')}
      description={words(settings.critique === 'required' ? 'critiqueRequired' : 'critiqueOptional')}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={MAX_CRITIQUE}
      dir="auto"
      value={draft.value.critique ?? ''}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      onBlur={() => draft.focus === 'critique' && setDraft({ ...draft, focus: undefined })}
    />
  );
}
