import { useState } from 'react';
import { useParams } from 'wouter';
import { Page } from '../app/Page.tsx';
import { loadName, saveName } from '../labeling/drafts.ts';
import classes from '../labeling/Labeling.module.css';
import { NameForm } from '../labeling/NameForm.tsx';
import { Decisions } from './Decisions.tsx';
import { useAdjudicationWords } from './words.ts';

/** Where a named person decides what the labelers of a batch disagree about, one task at a time. */
export default function AdjudicationPage() {
  const { run = '', node = '' } = useParams();
  const words = useAdjudicationWords();
  const [name, setName] = useState(() => loadName(localStorage));
  const [asking, setAsking] = useState(name === undefined);
  const choose = (chosen: string) => {
    saveName(localStorage, chosen);
    setName(chosen);
    setAsking(false);
  };
  return (
    <Page alone crumbs={[{ title: words('title') }]}>
      <div className={classes.page}>
        {asking || name === undefined ? (
          <NameForm name={name} onChoose={choose} />
        ) : (
          <Decisions
            key={`${run} ${node} ${name}`}
            place={{ run, node, labeler: name }}
            onRename={() => setAsking(true)}
          />
        )}
      </div>
    </Page>
  );
}
