import { useParams } from 'wouter';
import { NamedPage } from '../labeling/NamedPage.tsx';
import { Decisions } from './Decisions.tsx';
import { useAdjudicationWords } from './words.ts';

/** Where a named person decides what the labelers of a batch disagree about, one task at a time. */
export default function AdjudicationPage() {
  const { run = '', node = '' } = useParams();
  const words = useAdjudicationWords();
  return (
    <NamedPage title={words('title')}>
      {(labeler, rename) => (
        <Decisions key={`${run} ${node} ${labeler}`} place={{ run, node, labeler }} onRename={rename} />
      )}
    </NamedPage>
  );
}
