import { useText } from '../../../i18n/language.ts';
import classes from '../../Labeling.module.css';
import { useLabelingWords } from '../../text.ts';
import forms from '../Forms.module.css';
import type { FormProps } from '../form.ts';
import { type Chosen, strengthen, strengths } from './strengths.ts';

/** How much better the chosen one is; absent where the form does not ask. */
export function Strengths<Value extends Chosen>({
  settings,
  draft,
  setDraft,
}: Pick<FormProps<Value>, 'settings' | 'draft' | 'setDraft'>) {
  const words = useLabelingWords();
  const text = useText();
  if (settings.askStrength !== true) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as this row in all browsers
    <div className={forms.strengths} role="group" aria-label={words('howMuch')}>
      <span className={classes.quiet}>{words('howMuch')}</span>
      {strengths.map(({ strength, key, title }) => (
        <button
          key={strength}
          type="button"
          className={forms.strength}
          disabled={!draft.value.chosen}
          aria-pressed={draft.value.strength === strength}
          aria-keyshortcuts={key}
          onClick={() => setDraft(strengthen(draft, strength))}
        >
          {text(title)} <span data-key={key} />
        </button>
      ))}
    </div>
  );
}
