import { notifications } from '@mantine/notifications';
import { lazy, Suspense, useEffect, useState } from 'react';
import { refusalCode } from '../api/client.ts';
import { useErrorSentence, useShowError } from '../api/errors.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import type { KeyAction } from './keys.ts';
import { Notices } from './Notices.tsx';
import type { LabelingPlace } from './place.ts';
import { Resting } from './Resting.tsx';
import { SessionHead } from './SessionHead.tsx';
import { TaskView } from './TaskView.tsx';
import { useLabelingWords } from './text.ts';
import { useLabeling } from './useLabeling.ts';
import { useLabelingKeys } from './useLabelingKeys.ts';

const loadKeyHelp = () => import('./KeyHelp.tsx');
const KeyHelp = lazy(async () => ({ default: (await loadKeyHelp()).KeyHelp }));

interface SessionProps extends LabelingPlace {
  onRename(): void;
}

/** One labeler at work: the pair to judge, or why there is none. */
export function Session({ run, node, labeler, onRename }: SessionProps) {
  const words = useLabelingWords();
  const showError = useShowError();
  const labeling = useLabeling({ run, node, labeler });
  const [helping, setHelping] = useState(false);
  const inform = (message: string) => notifications.show({ message, color: 'gray' });
  const back = async () => {
    const result = await labeling.back();
    if (result !== 'shown') inform(words(result === 'nothing' ? 'nothingBack' : 'backOffline'));
  };
  const act = (action: KeyAction) => {
    if (action.type === 'help') setHelping(true);
    else if (action.type === 'back') void back().catch(showError);
    else if (!labeling.task) return;
    else if (action.type === 'choose') labeling.choose(action.answer);
    else if (action.type === 'skip') void labeling.skip();
    else if (labeling.choice) void labeling.submit();
    else inform(words('chooseFirstThenSubmit'));
  };
  useLabelingKeys(!helping, act);
  /** Fetched after the page itself, so that it is at hand when the line is down. */
  useEffect(() => void loadKeyHelp().catch(() => {}), []);
  return (
    <>
      {labeling.next.data && (
        <SessionHead
          batch={labeling.next.data}
          labeler={labeler}
          onRename={onRename}
          onHelp={() => setHelping(true)}
        />
      )}
      <Notices labeling={labeling} />
      <Body labeling={labeling} act={act} />
      {helping && (
        <Suspense>
          <KeyHelp opened onClose={() => setHelping(false)} />
        </Suspense>
      )}
    </>
  );
}

type Labeling = ReturnType<typeof useLabeling>;

function Body({ labeling, act }: { labeling: Labeling; act(action: KeyAction): void }) {
  const words = useLabelingWords();
  const sentence = useErrorSentence();
  const { next, choice, queue, isCutOff, isSending } = labeling;
  const task = labeling.task ?? (isSending || queue.waiting.length === 0 ? labeling.leaving : undefined);
  if (task && next.data)
    return (
      <TaskView
        key={task.taskId}
        task={task}
        batch={next.data}
        choice={choice}
        leaving={!labeling.task}
        act={act}
      />
    );
  if (isCutOff || queue.waiting.length > 0)
    return (
      <Resting
        title={words('offlineTitle')}
        text={words('offlineText')}
        onBack={() => act({ type: 'back' })}
      />
    );
  if (refusalCode(next.error) === 'NOT_FOUND')
    return <Resting title={words('unknownTitle')} text={sentence(next.error)} />;
  if (next.error) return <Failure error={next.error} onRetry={() => void next.refetch()} />;
  if (!next.data) return <Loading />;
  const over = next.data.done >= next.data.total;
  return (
    <Resting
      title={words(over ? 'doneTitle' : 'emptyTitle')}
      text={words(over ? 'doneText' : 'emptyText')}
      onBack={next.data.mine > 0 && !over ? () => act({ type: 'back' }) : undefined}
    />
  );
}
