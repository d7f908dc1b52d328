import type { Localized, ShownTask } from '@heed/schema';
import { lazy, Suspense, useEffect, useState } from 'react';
import { refusalCode } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { showToast } from '../app/showToast.ts';
import { useText } from '../i18n/language.ts';
import type { Draft } from './forms/draft.ts';
import type { FormView, Settings } from './forms/form.ts';
import { keepForOffline, keepMedia } from './keepForOffline.ts';
import type { KeyAction } from './keys.ts';
import { useTaskMedia } from './media/useTaskMedia.ts';
import { Notices } from './Notices.tsx';
import type { LabelingPlace } from './place.ts';
import { Resting } from './Resting.tsx';
import { SessionHead } from './SessionHead.tsx';
import { TaskView } from './TaskView.tsx';
import { useLabelingWords } from './text.ts';
import { useForm } from './useForm.ts';
import { useLabeling } from './useLabeling.ts';
import { useLabelingKeys } from './useLabelingKeys.ts';

const loadKeyHelp = () => import('./KeyHelp.tsx');
const KeyHelp = lazy(async () => ({ default: (await loadKeyHelp()).KeyHelp }));

const loadRecentAnswers = () => import('./RecentAnswers.tsx');
const RecentAnswers = lazy(loadRecentAnswers);

interface SessionProps extends LabelingPlace {
  onRename(): void;
}

/** One labeler at work: the task to judge, or why there is none. */
export function Session({ run, node, labeler, onRename }: SessionProps) {
  const words = useLabelingWords();
  const text = useText();
  const showError = useShowError();
  const labeling = useLabeling({ run, node, labeler });
  const form = useForm(labeling.next.data?.form);
  const [helping, setHelping] = useState(false);
  const [looking, setLooking] = useState(false);
  const inform = (message: string) => showToast({ message, color: 'gray' });
  const back = async () => {
    const result = await labeling.back();
    if (result !== 'shown') inform(words(result === 'nothing' ? 'nothingBack' : 'backOffline'));
  };
  const settings = labeling.next.data?.settings ?? {};
  const isLive = labeling.task !== undefined && isConversation(form.data, labeling.task);
  const ownKeys = isLive
    ? form.data?.liveKeys?.(settings)
    : labeling.task && form.data?.keys(labeling.task, settings);
  const formKeys = ownKeys ?? [];
  const shown = labeling.task ?? labeling.leaving;
  const media = useTaskMedia({ run, node, labeler }, shown, labeling.following, settings, formKeys);
  const setDraft = (draft: Draft) => {
    const unplayed = draft.outcome && media.missingFor(draft);
    if (unplayed) inform(text(unplayed));
    else labeling.setDraft(draft);
  };
  const act = (action: KeyAction) => {
    if (action.type === 'help') setHelping(true);
    else if (action.type === 'back') void back().catch(showError);
    else if (!labeling.task) return;
    else if (action.type === 'form') setDraft(action.press(labeling.draft));
    else if (action.type === 'media') media.deck?.press(action.command);
    else if (action.type === 'skip') void labeling.skip(media.deck?.played());
    else if (missing) inform(text(missing));
    else void labeling.submit(media.deck?.played());
  };
  const slots = labeling.task?.candidates.map(({ slot }) => slot) ?? [];
  const missing =
    media.missingFor(labeling.draft) ??
    (form.data && whatIsMissing(form.data, labeling.draft, slots, settings));
  useLabelingKeys(!helping && !looking && !isLive, formKeys, media.keys, act);
  /** Fetched after the task itself, so that all is at hand when the line is down. */
  const isLoaded = form.data !== undefined;
  useEffect(() => {
    if (isLoaded)
      void Promise.all([loadKeyHelp(), loadRecentAnswers()])
        .then(keepForOffline)
        .catch(() => {});
  }, [isLoaded]);
  useKeptMedia(labeling.next.data?.tasks);
  return (
    <>
      {labeling.next.data && (
        <SessionHead
          batch={labeling.next.data}
          onRename={onRename}
          onHelp={() => setHelping(true)}
          onRecent={() => setLooking(true)}
        />
      )}
      <Notices labeling={labeling} />
      <Body
        {...{ labeling, form, setDraft, act }}
        place={{ run, node, labeler }}
        deck={media.deck}
        ready={!missing}
        active={!helping && !looking}
      />
      {looking && form.data && labeling.next.data && (
        <Suspense>
          <RecentAnswers
            place={{ run, node, labeler }}
            form={form.data}
            batch={labeling.next.data}
            onWork={labeling.take}
            onClose={() => setLooking(false)}
          />
        </Suspense>
      )}
      {helping && (
        <Suspense>
          <KeyHelp formKeys={formKeys} mediaKeys={media.keys} opened onClose={() => setHelping(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Keeps the pictures, sounds and videos of the tasks in hand in the browser. */
function useKeptMedia(tasks: readonly ShownTask[] | undefined): void {
  const urls = tasks?.flatMap(({ candidates }) => candidates.flatMap(({ media }) => media?.url ?? []));
  const key = urls?.join(' ');
  useEffect(() => {
    if (key !== undefined) void keepMedia(key.split(' ').filter(Boolean)).catch(() => {});
  }, [key]);
}

/** Does the labeler talk with a model, rather than judge what is there already? */
function isConversation(form: FormView | undefined, { candidates }: ShownTask): boolean {
  return form?.Live !== undefined && candidates.length === 0;
}

/** One sentence on what keeps an answer from being submitted. */
function whatIsMissing(
  { form }: FormView,
  { outcome, value }: Draft,
  slots: readonly string[],
  settings: Settings,
): Localized | undefined {
  return form.check({ outcome: outcome ?? 'answered', value }, slots, settings);
}

type Labeling = ReturnType<typeof useLabeling>;

interface BodyProps {
  labeling: Labeling;
  form: ReturnType<typeof useForm>;
  deck: ReturnType<typeof useTaskMedia>['deck'];
  setDraft(draft: Draft): void;
  place: LabelingPlace;
  /** Are keys heard now? */
  active: boolean;
  ready: boolean;
  act(action: KeyAction): void;
}

function Body({ labeling, form, deck, setDraft, ready, act, place, active }: BodyProps) {
  const words = useLabelingWords();
  const text = useText();
  const { next, queue, isCutOff, isSending } = labeling;
  const kept = queue.waiting.length;
  const task = labeling.task ?? (isSending || queue.waiting.length === 0 ? labeling.leaving : undefined);
  if (labeling.isOut)
    return (
      <Resting
        title={words('endedTitle')}
        text={kept > 0 ? words('endedKept', { count: kept }) : words('endedText')}
      />
    );
  if (form.error) return <Failure error={form.error} onRetry={() => void form.refetch()} />;
  const Live = form.data?.Live;
  const hasEarlier = (next.data?.mine ?? 0) > 0 || queue.waiting.length > 0;
  if (task && next.data && Live && isConversation(form.data, task))
    return (
      <Live
        key={task.taskId}
        {...{ task, place, active, hasEarlier, act }}
        settings={next.data.settings}
        question={text(next.data.question)}
        guidelines={next.data.guidelines}
        guidelinesOpen={next.data.mine === 0}
        draft={labeling.draft}
        setDraft={labeling.setDraft}
        leaving={!labeling.task}
        finish={labeling.finish}
      />
    );
  if (task && next.data && form.data)
    return (
      <TaskView
        key={task.taskId}
        task={task}
        batch={next.data}
        form={form.data}
        draft={labeling.draft}
        deck={deck}
        setDraft={setDraft}
        ready={ready}
        leaving={!labeling.task}
        hasEarlier={hasEarlier}
        act={act}
      />
    );
  const back = { title: words('backOne'), press: () => act({ type: 'back' }) };
  if (isCutOff || queue.waiting.length > 0)
    return <Resting title={words('offlineTitle')} text={words('offlineText')} action={back} />;
  if (refusalCode(next.error) === 'NOT_FOUND')
    return <Resting title={words('unknownTitle')} text={words('unknownText')} />;
  if (next.error) return <Failure error={next.error} onRetry={() => void next.refetch()} />;
  if (!next.data || task) return <Loading />;
  const over = next.data.done >= next.data.total;
  if (over) return <Resting title={words('doneTitle')} text={words('doneText')} />;
  if (!next.data.isWaiting) return <Resting title={words('closedTitle')} text={words('closedText')} />;
  return (
    <Resting
      title={words('emptyTitle')}
      text={words('emptyText')}
      action={next.data.mine > 0 ? back : undefined}
    />
  );
}
