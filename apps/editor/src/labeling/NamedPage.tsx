import { type ReactNode, useState } from 'react';
import { Page } from '../app/Page.tsx';
import { loadName, saveName } from './drafts.ts';
import classes from './Labeling.module.css';
import { NameForm } from './NameForm.tsx';

interface NamedPageProps {
  title: string;
  /** What is done under a name; `rename` asks for another one. */
  children(name: string, rename: () => void): ReactNode;
}

/** A page of its own for somebody who works under a name, which is asked for once. */
export function NamedPage({ title, children }: NamedPageProps) {
  const [name, setName] = useState(() => loadName(localStorage));
  const [asking, setAsking] = useState(name === undefined);
  const choose = (chosen: string) => {
    saveName(localStorage, chosen);
    setName(chosen);
    setAsking(false);
  };
  return (
    <Page alone crumbs={[{ title }]}>
      <div className={classes.page}>
        {asking || name === undefined ? (
          <NameForm name={name} onChoose={choose} />
        ) : (
          children(name, () => setAsking(true))
        )}
      </div>
    </Page>
  );
}
