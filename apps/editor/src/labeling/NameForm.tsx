import { Button, TextInput } from '@mantine/core';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { cleanName, MAX_NAME_LENGTH } from './drafts.ts';
import classes from './Labeling.module.css';
import { useLabelingWords } from './text.ts';

/** Asks under which name the answers shall stand. */
export function NameForm({ name, onChoose }: { name: string | undefined; onChoose(name: string): void }) {
  const words = useLabelingWords();
  const [typed, setTyped] = useState(name ?? '');
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = cleanName(typed);
    if (chosen === undefined) setMissing(true);
    else onChoose(chosen);
  };
  return (
    <form className={classes.name} onSubmit={submit}>
      <h1 className={classes.title}>{words('nameTitle')}</h1>
      <p>{words('nameHelp')}</p>
      <TextInput
        label={words('nameLabel')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setMissing(false);
        }}
        error={missing ? words('nameMissing') : undefined}
        maxLength={MAX_NAME_LENGTH}
        autoComplete="nickname"
        ref={field}
      />
      <Button type="submit" mt="md">
        {words('begin')}
      </Button>
    </form>
  );
}
