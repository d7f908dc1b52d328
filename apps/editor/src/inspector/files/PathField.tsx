import { Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useText } from '../../i18n/language.ts';
import { ChoosePath } from '../ChoosePath.tsx';
import type { FieldProps } from '../fieldProps.ts';
import { FilePreview } from './FilePreview.tsx';
import { RecentUploads } from './RecentUploads.tsx';
import { shortPath } from './shortPath.ts';

/** A path on the runner's machine, a file or folder of this one that is brought there, or one that was brought before. */
export function PathField({ field, label, value, error, of, onChange }: FieldProps) {
  const text = useText();
  const mayDesign = useMay('design');
  /** An upload is shown by its name until somebody writes another path. */
  const [isTyping, setTyping] = useState(false);
  const kind = field.widget === 'directory' ? 'directory' : 'file';
  const path = typeof value === 'string' ? value : '';
  return (
    <Stack gap={6}>
      <TextInput
        label={label}
        description={text(field.help)}
        error={error}
        value={isTyping ? path : shortPath(path)}
        spellCheck={false}
        onFocus={() => setTyping(true)}
        onBlur={() => setTyping(false)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {mayDesign && (
        <>
          <Group gap={6}>
            <ChoosePath kind={kind} about={text(field.title)} onChoose={onChange} />
            <RecentUploads kind={kind} about={text(field.title)} chosen={path} onChoose={onChange} />
          </Group>
          {path !== '' && <FilePreview kind={kind} path={path} of={of} />}
        </>
      )}
    </Stack>
  );
}
