import { IconHandStop } from '@tabler/icons-react';
import classes from './Stops.module.css';

/** The stop rules of a curve in words, also where their limits are out of view. */
export function RuleNotes({ notes }: { notes: readonly string[] }) {
  return notes.map((note) => (
    <p key={note} className={classes.note}>
      <IconHandStop size={14} aria-hidden="true" />
      {note}
    </p>
  ));
}
