import { MAX_EDIT } from '@heed/labeling/forms/fields.ts';
import { Button, Textarea } from '@mantine/core';
import { useMemo } from 'react';
import { diffTexts } from '../../../outputs/diff.ts';
import { useLabelingWords } from '../../text.ts';
import forms from '../Forms.module.css';
import { useFocusWhen } from './useFocusWhen.ts';

interface EditBoxProps {
  original: string;
  edit: string | undefined;
  /** Bring the cursor here. */
  focused: boolean;
  onChange(edit: string | undefined): void;
  onLeave(): void;
}

/** A text to improve: empty until the labeler takes over the original, with what changed marked below. */
export function EditBox({ original, edit, focused, onChange, onLeave }: EditBoxProps) {
  const words = useLabelingWords();
  const field = useFocusWhen<HTMLTextAreaElement>(focused);
  return (
    <div className={forms.edit}>
      <Textarea
        ref={field}
        label={words('edit')}
        description={words('editHelp')}
        autosize
        minRows={3}
        maxRows={16}
        maxLength={MAX_EDIT}
        dir="auto"
        value={edit ?? ''}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        onBlur={onLeave}
      />
      <div className={forms.editTools}>
        {edit === undefined && (
          <Button size="compact-sm" variant="light" onClick={() => onChange(original)}>
            {words('editFromAnswer')}
          </Button>
        )}
        {edit !== undefined && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onChange(undefined)}>
            {words('editDiscard')}
          </Button>
        )}
      </div>
      {edit !== undefined && edit !== original && <Changes original={original} edit={edit} />}
    </div>
  );
}

function Changes({ original, edit }: { original: string; edit: string }) {
  const words = useLabelingWords();
  const { before, after } = useMemo(() => diffTexts(original, edit), [original, edit]);
  return (
    <dl className={forms.changes}>
      <dt>{words('editRemoved')}</dt>
      <dd dir="auto" translate="no">
        {before.map(({ text, changed }, place) => {
          const key = `${place} ${text.length}`;
          return changed ? <del key={key}>{text}</del> : <span key={key}>{text}</span>;
        })}
      </dd>
      <dt>{words('editAdded')}</dt>
      <dd dir="auto" translate="no">
        {after.map(({ text, changed }, place) => {
          const key = `${place} ${text.length}`;
          return changed ? <ins key={key}>{text}</ins> : <span key={key}>{text}</span>;
        })}
      </dd>
    </dl>
  );
}
