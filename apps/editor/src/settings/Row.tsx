import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Settings.module.css';

/** One thing of a list, with quiet words below its name and a button at its end. */
export function Row({
  title,
  details,
  action,
}: {
  title: ReactNode;
  details: readonly (string | undefined)[];
  action?: ReactNode;
}) {
  return (
    <li className={classes.row}>
      <div className={classes.rowText}>
        <div className={classes.rowTitle}>{title}</div>
        <div className={classes.details}>{details.filter(Boolean).join(' · ')}</div>
      </div>
      {action}
    </li>
  );
}

/** `name` says aloud what the button ends. */
export function EndButton({ label, name, onClick }: { label: string; name: string; onClick(): void }) {
  return (
    <Button size="compact-sm" variant="subtle" color="red" aria-label={name} onClick={onClick}>
      {label}
    </Button>
  );
}

/** A titled list; a sentence where it is empty. */
export function List({ title, empty, children }: { title: string; empty: string; children: ReactNode[] }) {
  return (
    <section aria-label={title}>
      <h2 className={classes.subtitle}>{title}</h2>
      {children.length === 0 ? (
        <p className={classes.quiet}>{empty}</p>
      ) : (
        <ul className={classes.list}>{children}</ul>
      )}
    </section>
  );
}
