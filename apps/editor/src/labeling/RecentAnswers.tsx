import { isSaidUnplayed } from '@heed/labeling/contract/played.ts';
import { readConversation } from '@heed/schema';
import { Button, Group, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, idempotencyKey } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { useText } from '../i18n/language.ts';
import type { FormView } from './forms/form.ts';
import classes from './Labeling.module.css';
import { useDeck, useMissing } from './media/deck.ts';
import { playedIn } from './media/played.ts';
import { type LabelingPlace, storageKey } from './place.ts';
import { TaskBody } from './TaskBody.tsx';
import { outcomeWords, useLabelingWords } from './text.ts';
import { draftOf } from './useLabeling.ts';
import { TASKS_AHEAD } from './useWork.ts';
import type { Batch, GivenAnswer } from './view.ts';

interface RecentAnswersProps {
  place: LabelingPlace;
  form: FormView;
  batch: Batch;
  /** Gets the tasks that come next, after a change. */
  onWork(work: Batch): void;
  onClose(): void;
}

/** The labeler's last ten answers; each can be opened and changed, which is a new answer in place of the old one. */
export default function RecentAnswers({ place, form, batch, onWork, onClose }: RecentAnswersProps) {
  const words = useLabelingWords();
  const [opened, setOpened] = useState<GivenAnswer>();
  const recent = useQuery({
    queryKey: ['labeling', 'recent', place],
    queryFn: () => api.labeling.recent.query(place),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={words(opened ? 'changeTitle' : 'recentTitle')}
      size={opened ? 'min(1200px, 96vw)' : 'lg'}
    >
      {recent.error && <Failure error={recent.error} onRetry={() => void recent.refetch()} />}
      {!recent.data && !recent.error && <Loading />}
      {opened ? (
        <Change
          {...{ place, form, batch }}
          given={opened}
          onBack={() => setOpened(undefined)}
          onChanged={(work) => {
            onWork(work);
            onClose();
          }}
        />
      ) : (
        <ol className={classes.recent}>
          {recent.data?.answers.map((given) => (
            <li key={given.judgementId}>
              <button type="button" className={classes.recentItem} onClick={() => setOpened(given)}>
                <span className={classes.recentPrompt} dir="auto" translate="no">
                  {briefly(given.task.prompt) || words('conversation')}
                </span>
                <span className={classes.quiet}>{words(outcomeWords[given.outcome])}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </Modal>
  );
}

/** Of a conversation what was said last. */
function briefly(prompt: string): string {
  return readConversation(prompt)?.at(-1)?.content ?? prompt;
}

interface ChangeProps extends Pick<RecentAnswersProps, 'place' | 'form' | 'batch'> {
  given: GivenAnswer;
  onBack(): void;
  onChanged(work: Batch): void;
}

function Change({ place, form, batch, given, onBack, onChanged }: ChangeProps) {
  const words = useLabelingWords();
  const text = useText();
  const showError = useShowError();
  const [draft, setDraft] = useState(() => draftOf(given));
  const [sending, setSending] = useState(false);
  const [key] = useState(idempotencyKey);
  const [openedAt] = useState(() => performance.now());
  // what was answered was played already
  const mustPlay = batch.settings.mustPlay === true && isSaidUnplayed(given.outcome);
  const deck = useDeck(given.task, mustPlay, (taskId) =>
    playedIn(localStorage, storageKey(place, 'played'), taskId),
  );
  const unplayed = useMissing(deck);
  const slots = given.task.candidates.map(({ slot }) => slot);
  const outcome = draft.outcome ?? 'answered';
  const missing =
    (isSaidUnplayed(outcome) ? undefined : unplayed) ??
    form.form.check({ outcome, value: draft.value }, slots, batch.settings);
  const send = async () => {
    setSending(true);
    const timeMs = Math.round(performance.now() - openedAt);
    const { taskId } = given.task;
    const played = deck?.played();
    const answer = {
      taskId,
      outcome,
      value: draft.value,
      timeMs,
      idempotencyKey: key,
      ...(played && { played }),
    };
    const wish = { ...place, ahead: TASKS_AHEAD, judgementId: given.judgementId, answer };
    await api.labeling.change.mutate(wish).then(onChanged, showError);
    setSending(false);
  };
  return (
    <div className={classes.changeBox}>
      <TaskBody
        form={form}
        deck={deck}
        task={given.task}
        settings={batch.settings}
        question={text(batch.question)}
        guidelines={batch.guidelines}
        guidelinesOpen={false}
        draft={draft}
        setDraft={setDraft}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onBack}>
          {words('backToList')}
        </Button>
        {given.task.candidates.length > 0 && (
          <Button
            disabled={missing !== undefined}
            title={missing && text(missing)}
            loading={sending}
            onClick={() => void send()}
          >
            {words('changeAnswer')}
          </Button>
        )}
      </Group>
    </div>
  );
}
