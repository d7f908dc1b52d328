import { ActionIcon, Anchor, Checkbox, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useFormats } from '../i18n/format.ts';
import { useMarks } from '../i18n/marks.ts';
import { openRollouts } from '../rollouts/open.ts';
import classes from './Flags.module.css';
import { useFlagDeeds, type useFlagList } from './useFlags.ts';
import { useFlagWords } from './words.ts';

export type FlagView = NonNullable<ReturnType<typeof useFlagList>['data']>[number];

interface FlagCardProps {
  flag: FlagView;
  chosen: boolean;
  /** Absent for those who may only look. */
  onChoose?(chosen: boolean): void;
}

/** A flagged prompt with its answers, where they were seen, and a note. */
export function FlagCard({ flag, chosen, onChoose }: FlagCardProps) {
  const words = useFlagWords();
  const { named } = useMarks();
  const { remove } = useFlagDeeds();
  return (
    <article className={classes.card}>
      <header className={classes.head}>
        {onChoose && (
          <Checkbox
            aria-label={named(words('select'), flag.prompt.slice(0, 60))}
            checked={chosen}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
        )}
        <p className={classes.prompt} dir="auto" translate="no">
          {flag.prompt}
        </p>
        {onChoose && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={words('remove')}
            title={words('remove')}
            onClick={() => remove.mutate({ id: flag.id })}
          >
            <IconTrash size={16} aria-hidden="true" />
          </ActionIcon>
        )}
      </header>
      {flag.answers.map((answer, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the answers of a flag never change
        <div key={index} className={classes.answerBox}>
          {flag.answers.length > 1 && (
            <p className={classes.answerTitle}>{words('answer', { number: index + 1 })}</p>
          )}
          <p className={classes.answer} dir="auto" translate="no">
            {answer === '' ? <em className={classes.quiet}>{words('emptyAnswer')}</em> : answer}
          </p>
        </div>
      ))}
      <footer className={classes.foot}>
        <Origin flag={flag} />
        <Note key={flag.note} flag={flag} mayChange={onChoose !== undefined} />
      </footer>
    </article>
  );
}

/** Where it was seen, who flagged it, and where it went. */
function Origin({ flag: { run, node, step, graphName, author, at, sentTo } }: { flag: FlagView }) {
  const words = useFlagWords();
  const { ago, time } = useFormats();
  return (
    <p className={classes.origin}>
      <Link href={`/runs/${run}?node=${node}`}>{`${graphName} · ${node}`}</Link>
      {step !== undefined && (
        <Anchor component="button" type="button" inherit onClick={() => openRollouts({ run, node, step })}>
          {words('step', { step })}
        </Anchor>
      )}
      <span>{words('by', { author })}</span>
      <time dateTime={new Date(at).toISOString()} title={time(at)}>
        {ago(at)}
      </time>
      {sentTo && <Link href={`/graphs/${sentTo}`}>{words('isSent')}</Link>}
    </p>
  );
}

/** Saved when the field is left. */
function Note({ flag: { id, note }, mayChange }: { flag: FlagView; mayChange: boolean }) {
  const words = useFlagWords();
  const deeds = useFlagDeeds();
  const [text, setText] = useState(note);
  if (!mayChange) return note ? <p className={classes.note}>{note}</p> : null;
  return (
    <TextInput
      size="xs"
      aria-label={words('note')}
      placeholder={words('notePlaceholder')}
      maxLength={2000}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => text.trim() !== note && deeds.note.mutate({ id, note: text })}
    />
  );
}
