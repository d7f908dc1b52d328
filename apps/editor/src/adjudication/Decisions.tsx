import { lazy, Suspense, useState } from 'react';
import { refusalCode } from '../api/client.ts';
import { useErrorSentence } from '../api/errors.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { showToast } from '../app/showToast.ts';
import { useText } from '../i18n/language.ts';
import type { KeyAction } from '../labeling/keys.ts';
import labeling from '../labeling/Labeling.module.css';
import type { LabelingPlace } from '../labeling/place.ts';
import { Resting } from '../labeling/Resting.tsx';
import { useLabelingWords } from '../labeling/text.ts';
import { useForm } from '../labeling/useForm.ts';
import { useLabelingKeys } from '../labeling/useLabelingKeys.ts';
import classes from './Adjudication.module.css';
import { DisputeTask } from './DisputeTask.tsx';
import { useDispute } from './useDispute.ts';
import { useAdjudicationWords } from './words.ts';

const KeyHelp = lazy(async () => ({ default: (await import('../labeling/KeyHelp.tsx')).KeyHelp }));

/** One person at the disagreements of a batch. */
export function Decisions({ place, onRename }: { place: LabelingPlace; onRename(): void }) {
  const words = useAdjudicationWords();
  const own = useLabelingWords();
  const text = useText();
  const sentence = useErrorSentence();
  const { next, draft, setDraft, decide, back } = useDispute(place);
  const [helping, setHelping] = useState(false);
  const { data } = next;
  const form = useForm(data?.form);
  const settings = data?.settings ?? {};
  const task = data?.task;
  const slots = task?.candidates.map(({ slot }) => slot) ?? [];
  const outcome = draft.outcome ?? 'answered';
  const missing = task && form.data?.form.check({ outcome, value: draft.value }, slots, settings);
  const formKeys = (task && form.data?.keys(task, settings)) ?? [];
  const isBusy = decide.isPending || back.isPending;
  const act = (action: KeyAction) => {
    if (action.type === 'help') setHelping(true);
    else if (action.type === 'back') data?.hasDecided && !isBusy && back.mutate();
    else if (!task) return;
    else if (action.type === 'form') setDraft(action.press(draft));
    else if (action.type === 'skip') inform(words('noSkip'));
    else if (missing) inform(text(missing));
    else if (action.type === 'submit' && !isBusy) decide.mutate();
  };
  useLabelingKeys(!helping, formKeys, [], act);
  if (form.error) return <Failure error={form.error} onRetry={() => void form.refetch()} />;
  if (refusalCode(next.error)) return <Resting title={words('closedTitle')} text={sentence(next.error)} />;
  if (next.error) return <Failure error={next.error} onRetry={() => void next.refetch()} />;
  if (!data || !form.data) return <Loading />;
  return (
    <>
      <header className={labeling.head}>
        <p className={labeling.headLine}>
          <span role="status">{words('open', { count: data.open })}</span>
          <span className={labeling.headTools}>
            <span>{own('youAre', { name: data.name })}</span>
            <button type="button" className={labeling.linkButton} onClick={onRename}>
              {own('changeName')}
            </button>
            <button type="button" className={labeling.linkButton} onClick={() => setHelping(true)}>
              {own('keys')} <kbd>?</kbd>
            </button>
          </span>
        </p>
      </header>
      {task ? (
        <>
          <DisputeTask
            key={`${task.taskId} ${data.first ? 'decision' : 'first'}`}
            dispute={{ ...data, task }}
            form={form.data}
            {...{ draft, setDraft, act, isBusy }}
            ready={!missing}
          />
          <p className={classes.foot}>{words('promise')}</p>
        </>
      ) : (
        <Resting
          title={words(data.open > 0 ? 'othersTitle' : data.isWaiting ? 'noneTitle' : 'doneTitle')}
          text={words(data.open > 0 ? 'othersText' : data.isWaiting ? 'noneText' : 'doneText')}
          action={
            data.hasDecided && data.isWaiting
              ? { title: own('backOne'), press: () => act({ type: 'back' }) }
              : undefined
          }
        />
      )}
      {helping && (
        <Suspense>
          <KeyHelp formKeys={formKeys} mediaKeys={[]} opened onClose={() => setHelping(false)} />
        </Suspense>
      )}
    </>
  );
}

function inform(message: string): void {
  showToast({ message, color: 'gray' });
}
