import { useState } from 'react';
import { useParams } from 'wouter';
import { Page } from '../app/Page.tsx';
import { loadName, saveName } from './drafts.ts';
import classes from './Labeling.module.css';
import { NameForm } from './NameForm.tsx';
import { Session } from './Session.tsx';
import { useLabelingWords } from './text.ts';

/** The labeler's page of one batch: asks for a name once, then shows one pair at a time. */
export default function LabelingPage() {
  const { run = '', node = '' } = useParams();
  const words = useLabelingWords();
  const [name, setName] = useState(() => loadName(localStorage));
  const [asking, setAsking] = useState(name === undefined);
  const choose = (chosen: string) => {
    saveName(localStorage, chosen);
    setName(chosen);
    setAsking(false);
  };
  return (
    <Page alone crumbs={[{ title: words('labeling') }]}>
      <div className={classes.page}>
        {asking || name === undefined ? (
          <NameForm name={name} onChoose={choose} />
        ) : (
          <Session
            key={`${run} ${node} ${name}`}
            run={run}
            node={node}
            labeler={name}
            onRename={() => setAsking(true)}
          />
        )}
      </div>
    </Page>
  );
}
