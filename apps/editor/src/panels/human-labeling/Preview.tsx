import { formOf } from '@heed/labeling/forms/index.ts';
import type { GraphNode, Language } from '@heed/schema';
import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Failure, Loading } from '../../app/Messages.tsx';
import { useCatalogue } from '../../canvas/store/useGraphStore.ts';
import { LanguageContext, useText } from '../../i18n/language.ts';
import { type Draft, emptyDraft, type FormView } from '../../labeling/forms/form.ts';
import { focusPlace, keyAction } from '../../labeling/keys.ts';
import labeling from '../../labeling/Labeling.module.css';
import { useDeck } from '../../labeling/media/deck.ts';
import { TaskBody } from '../../labeling/TaskBody.tsx';
import { useForm } from '../../labeling/useForm.ts';
import classes from './Panel.module.css';
import { sampleTask } from './sample.ts';
import { usePreviewWords } from './text.ts';

interface PreviewProps {
  node: GraphNode;
  language: Language;
  /** They stand beside it. */
  withoutGuidelines?: boolean;
}

/** A task of the node's form with example answers, to be tried; nothing is stored. */
export function Preview({ node, language, withoutGuidelines }: PreviewProps) {
  const words = usePreviewWords();
  const spec = useCatalogue().get(node.kind);
  const config = useMemo(() => spec?.config.safeParse(node.config), [spec, node.config]);
  const form = useForm(config?.success ? String(config.data.form) : undefined);
  if (!config?.success) return <p className={classes.quiet}>{words('badSettings')}</p>;
  if (form.error) return <Failure error={form.error} onRetry={() => void form.refetch()} />;
  if (!form.data) return <Loading />;
  const { guidelines, question } = config.data as { guidelines: string; question: string };
  const key = JSON.stringify([config.data, language]);
  return (
    <LanguageContext value={language}>
      <Trial
        key={key}
        view={form.data}
        config={config.data}
        language={language}
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
  /** The designer's question; empty where the form's own is asked. */
  asked: string;
  guidelines: string;
}

function Trial({ view, config, language, asked, guidelines }: TrialProps) {
  const words = usePreviewWords();
  const text = useText();
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const form = formOf(view.form.form);
  const settings = useMemo(() => form.settings.parse(config), [form, config]);
  const task = useMemo(() => sampleTask(form, settings, language), [form, settings, language]);
  const deck = useDeck(task, settings.mustPlay === true);
  const frame = useRef<HTMLDivElement>(null);
  const formKeys = task ? view.keys(task, settings) : [];
  const latest = useRef({ formKeys, draft });
  latest.current = { formKeys, draft };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const action = keyAction(event, focusPlace(event.target), latest.current.formKeys);
      event.stopPropagation();
      if (action?.type !== 'form') return;
      event.preventDefault();
      setDraft(action.press(latest.current.draft));
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
          question={asked || text(form.question(settings))}
          guidelines={guidelines}
          guidelinesOpen={false}
          draft={draft}
          setDraft={setDraft}
        />
      )}
      <p className={classes.state} role="status">
        {draft === emptyDraft ? words('tryIt') : missing ? text(missing) : words('ready')}
        {draft !== emptyDraft && (
          <Button size="compact-xs" variant="subtle" onClick={() => setDraft(emptyDraft)}>
            {words('startAnew')}
          </Button>
        )}
      </p>
    </div>
  );
}
