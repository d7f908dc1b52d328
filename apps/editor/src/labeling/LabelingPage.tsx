import { useParams } from 'wouter';
import { NamedPage } from './NamedPage.tsx';
import { OneTab } from './OneTab.tsx';
import { Session } from './Session.tsx';
import { useLabelingWords } from './text.ts';

/** The labeler's page of one batch: asks for a name once, then shows one pair at a time. */
export default function LabelingPage() {
  const { run = '', node = '' } = useParams();
  const words = useLabelingWords();
  return (
    <NamedPage title={words('labeling')}>
      {(labeler, rename) => (
        <OneTab key={`${run} ${node} ${labeler}`} place={{ run, node, labeler }}>
          <Session run={run} node={node} labeler={labeler} onRename={rename} />
        </OneTab>
      )}
    </NamedPage>
  );
}
