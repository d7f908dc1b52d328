import type { ConversationMessage } from '@heed/schema';
import { useMemo } from 'react';
import type { Settings } from './forms/form.ts';
import { ShownText } from './forms/parts/ShownText.tsx';
import classes from './Labeling.module.css';
import { readDialogue } from './readDialogue.ts';
import { useLabelingWords } from './text.ts';

const speakers = { system: 'system', user: 'user', assistant: 'assistant' } as const;

/** What the answers are answers to: a text, or a conversation so far. */
export function Prompt({ prompt, settings }: { prompt: string; settings: Settings }) {
  const words = useLabelingWords();
  const messages = useMemo(() => readDialogue(prompt), [prompt]);
  if (!prompt.trim()) return null;
  const title = words(messages ? 'conversation' : 'prompt');
  return (
    <section className={messages ? classes.conversation : classes.prompt} aria-label={title}>
      <h2 className={classes.label}>{title}</h2>
      {messages ? (
        <ol className={classes.bubbles}>
          {messages.map((message, turn) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: turns have no names, and their place is what they are
            <Bubble key={turn} message={message} settings={settings} />
          ))}
        </ol>
      ) : (
        <ShownText text={prompt} settings={settings} />
      )}
    </section>
  );
}

interface BubbleProps {
  message: ConversationMessage;
  settings: Settings;
  /** Who speaks, where it is not just any user or assistant. */
  speaker?: string;
  /** Does it no longer belong to what is said? */
  isPale?: boolean;
}

/** A turn of a conversation, under the name of who speaks. */
export function Bubble({ message: { role, content }, settings, speaker, isPale }: BubbleProps) {
  const words = useLabelingWords();
  return (
    <li className={classes.bubble} data-role={role} data-pale={isPale || undefined}>
      <span className={classes.quiet}>{speaker ?? words(speakers[role])}</span>
      <ShownText text={content} settings={settings} />
    </li>
  );
}
