import { settingsOf } from '@heed/labeling/contract/form.ts';
import { isSaidUnplayed } from '@heed/labeling/contract/played.ts';
import { formOf } from '@heed/labeling/forms/index.ts';
import type { GraphNode, Language, Localized, Modality } from '@heed/schema';
import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Failure, Loading } from '../../app/Messages.tsx';
import { useCatalogue } from '../../canvas/store/useGraphStore.ts';
import { LanguageContext, useText } from '../../i18n/language.ts';
import { type Draft, emptyDraft } from '../../labeling/forms/draft.ts';
import type { FormView } from '../../labeling/forms/form.ts';
import { focusPlace, keyAction } from '../../labeling/keys.ts';
import labeling from '../../labeling/Labeling.module.css';
import { useDeck, useMissing } from '../../labeling/media/deck.ts';
import { mediaKeys } from '../../labeling/media/keys.ts';
import { TaskBody } from '../../labeling/TaskBody.tsx';
import { useForm } from '../../labeling/useForm.ts';
import classes from './Panel.module.css';
import { sampleTask } from './sample.ts';
import { usePreviewWords } from './text.ts';
import { useJudged } from './useJudged.ts';

interface PreviewProps {
  node: GraphNode;
  language: Language;
  /** They stand beside it. */
  withoutGuidelines?: boolean;
}

/** A task of the node's form with example answers of what reaches the node, to be tried; nothing is stored. */
export function Preview({ node, language, withoutGuidelines }: PreviewProps) {
  const words = usePreviewWords();
  const spec = useCatalogue().get(node.kind);
  const judged = useJudged(node.id);
  const config = useMemo(() => spec?.config.safeParse(node.config), [spec, node.config]);
  const form = useForm(config?.success ? String(config.data.form) : undefined);
  if (!config?.success) return <p className={classes.quiet}>{words('badSettings')}</p>;
  if (form.error) return <Failure error={form.error} onRetry={() => void form.refetch()} />;
  if (!form.data) return <Loading />;
  const { guidelines, question } = config.data as { guidelines: string; question: string };
  const key = JSON.stringify([config.data, language, judged]);
  return (
    <LanguageContext value={language}>
      <Trial
        key={key}
        view={form.data}
        config={config.data}
        language={language}
        judged={judged}
        asked={question}
        guidelines={withoutGuidelines ? '' : guidelines}
      />
    </LanguageContext>
  );
}

interface TrialProps {
  view: FormView;
  config: Record<string, unknown>;
  language: Language;
  /** What kind of contents. */
  judged: Modality;
  /** The designer's question; empty where the form's own is asked. */
  asked: string;
  guidelines: string;
}

function Trial({ view, config, language, judged, asked, guidelines }: TrialProps) {
  const text = useText();
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [isRefused, setRefused] = useState(false);
  const form = formOf(view.form.form);
  const settings = useMemo(() => settingsOf(form, config, judged), [form, config, judged]);
  const task = useMemo(
    () => sampleTask(form, settings, language, judged),
    [form, settings, language, judged],
  );
  const deck = useDeck(task, settings.mustPlay === true);
  const unplayed = useMissing(deck);
  const say = (next: Draft) => {
    const mayBeSaid = !next.outcome || isSaidUnplayed(next.outcome) || !unplayed;
    setRefused(!mayBeSaid);
    if (mayBeSaid) setDraft(next);
  };
  const frame = useRef<HTMLDivElement>(null);
  const formKeys = task ? view.keys(task, settings) : [];
  const latest = useRef({ formKeys, draft, deck, say });
  latest.current = { formKeys, draft, deck, say };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { formKeys: own, deck: shown, draft: said, say: tell } = latest.current;
      const ofMedia = shown ? mediaKeys(shown.kind, shown.candidates.length, own) : [];
      const action = keyAction(event, focusPlace(event.target), own, ofMedia);
      event.stopPropagation();
      if (action?.type !== 'form' && action?.type !== 'media') return;
      event.preventDefault();
      if (action.type === 'media') shown?.press(action.command);
      else tell(action.press(said));
    };
    const element = frame.current;
    element?.addEventListener('keydown', listen);
    return () => element?.removeEventListener('keydown', listen);
  }, []);
  const slots = task?.candidates.map(({ slot }) => slot) ?? [];
  const missing = form.check({ outcome: draft.outcome ?? 'answered', value: draft.value }, slots, settings);
  return (
    <div ref={frame} className={labeling.page}>
      {task && (
        <TaskBody
          form={view}
          deck={deck}
          task={task}
          settings={settings}
          question={asked || text(form.question(settings, judged))}
          guidelines={guidelines}
          guidelinesOpen={false}
          draft={draft}
          setDraft={say}
        />
      )}
      <TrialState
        draft={draft}
        missing={(isRefused ? unplayed : undefined) ?? (draft === emptyDraft ? undefined : missing)}
        onStartAnew={() => setDraft(emptyDraft)}
      />
    </div>
  );
}

interface TrialStateProps {
  draft: Draft;
  /** What keeps what was tried from being submitted. */
  missing: Localized | undefined;
  onStartAnew(): void;
}

function TrialState({ draft, missing, onStartAnew }: TrialStateProps) {
  const words = usePreviewWords();
  const text = useText();
  const isNew = draft === emptyDraft;
  return (
    <p className={classes.state} role="status">
      {missing ? text(missing) : words(isNew ? 'tryIt' : 'ready')}
      {!isNew && (
        <Button size="compact-xs" variant="subtle" onClick={onStartAnew}>
          {words('startAnew')}
        </Button>
      )}
    </p>
  );
}
