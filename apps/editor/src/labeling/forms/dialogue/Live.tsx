import { Button, Loader } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useShowError } from '../../../api/errors.ts';
import { Failure } from '../../../app/Messages.tsx';
import { Markdown } from '../../../markdown/Markdown.tsx';
import { BackButton } from '../../BackButton.tsx';
import { focusPlace, keyAction } from '../../keys.ts';
import classes from '../../Labeling.module.css';
import { useLabelingWords } from '../../text.ts';
import type { LiveProps } from '../form.ts';
import { History } from './History.tsx';
import type { TurnValue } from './keys.ts';
import { Now } from './Now.tsx';
import { useDialogueWords } from './text.ts';
import { useDialogue } from './useDialogue.ts';
import { useTurn } from './useTurn.ts';

/** A labeler's conversation with a model: what was said, and what is to be done now. */
export function Live(props: LiveProps<TurnValue>) {
  const { place, task, settings, question, guidelines, guidelinesOpen, draft, setDraft, leaving, act } =
    props;
  const words = useDialogueWords();
  const labeling = useLabelingWords();
  const showError = useShowError();
  const giveBack = (message: string) => setDraft({ ...draft, value: { ...draft.value, message } });
  const dialogue = useDialogue(place, task.taskId, giveBack);
  const turn = useTurn(dialogue, { task, settings, draft, setDraft });
  const seen = dialogue.view.data;
  const mayFinish = (seen?.judged ?? 0) > 0 && !dialogue.deed && !leaving;
  const latest = useRef({ turn, act, mayFinish });
  latest.current = { turn, act, mayFinish };
  useEffect(() => {
    if (!props.active) return;
    const goOn = () => {
      const { turn, mayFinish } = latest.current;
      if (turn.state === 'over' && mayFinish) props.finish();
      else turn.goOn();
    };
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      const place = focusPlace(event.target);
      const isFree = place !== 'text' && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isFree && event.key === 'f' && latest.current.mayFinish) return props.finish();
      if (isFree && event.key === 'm' && latest.current.turn.writesNow) {
        event.preventDefault();
        return latest.current.turn.field.current?.focus();
      }
      const action = keyAction(event, place, latest.current.turn.formKeys);
      if (!action) return;
      event.preventDefault();
      if (action.type === 'form') latest.current.turn.press(action.press);
      else if (action.type === 'submit') goOn();
      else latest.current.act(action);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [props.active, props.finish]);
  if (!seen && dialogue.view.error)
    return <Failure error={dialogue.view.error} onRetry={() => void dialogue.view.refetch()} />;
  return (
    <article tabIndex={-1} className={classes.task} inert={leaving} aria-label={question}>
      <h1 className={classes.title}>{question}</h1>
      {guidelines && (
        <details className={classes.guidelines} open={guidelinesOpen && !seen?.judged}>
          <summary>{labeling('guidelines')}</summary>
          <div className={classes.guidelinesText} dir="auto">
            <Markdown text={guidelines} headings={2} />
          </div>
        </details>
      )}
      {seen ? (
        <>
          <History view={seen} pending={dialogue.deed} settings={settings} />
          <Now
            {...{ settings, question, draft, setDraft, turn, seen }}
            deed={dialogue.deed}
            isCutOff={dialogue.isCutOff}
            refused={dialogue.refused}
            onRetry={() => void dialogue.retry().catch(showError)}
          />
        </>
      ) : (
        <p className={classes.quiet} role="status">
          <Loader size="xs" /> {words('opening')}
        </p>
      )}
      <div className={classes.actions}>
        <BackButton disabled={!props.hasEarlier} onPress={() => act({ type: 'back' })} />
        <span className={classes.spring} />
        <Button variant="default" aria-keyshortcuts="s" onClick={() => act({ type: 'skip' })}>
          {labeling('skip')}
        </Button>
        <Button
          data-choice
          variant={seen?.now.state === 'over' ? 'filled' : 'light'}
          disabled={!mayFinish}
          title={mayFinish ? undefined : words('judgeFirst')}
          aria-keyshortcuts="f"
          onClick={props.finish}
        >
          {words('finish')}
        </Button>
      </div>
    </article>
  );
}
